package io.guideway.controller;

import static io.guideway.controller.OperatedNode.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.BackendChange;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.ChangeRefusedException;
import io.guideway.controller.operate.ChangeRefusedException.Kind;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.Outcome;
import io.guideway.controller.operate.Outcome.Reach;
import io.guideway.controller.operate.ServiceChange;
import io.guideway.packet.Verdict;
import io.guideway.wire.Counters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators may ask of a node, over the file of {@link Sample#GOOD}. */
class OperationsTest {
    private static final String MAIL = """
            vip: 203.0.113.25
            protocol: tcp
            port: 25
            mode: ipip
            table-size: 251
            backends: [{address: 10.0.2.1}, {address: 10.0.2.2, weight: 3}]
            """;

    @TempDir
    private Path folder;

    private OperatedNode node;

    @BeforeEach
    void start() throws Exception {
        node = new OperatedNode(folder, Sample.GOOD.yaml());
    }

    @AfterEach
    void end() {
        node.close();
    }

    private ChangeRefusedException refused(final Change change) {
        final int told = node.target.told.size();
        final ChangeRefusedException refusal = assertThrows(ChangeRefusedException.class, () -> node.change(change));
        assertEquals(told, node.target.told.size(), "the target was told something all the same");
        assertFalse(Files.exists(node.state), "something was kept");
        return refusal;
    }

    @Test
    void whatMovesSlotsIsAnnounced() throws Exception {
        node.change(new Change.PutService("mail", MAIL));
        assertEquals(List.of(), List.copyOf(node.target.prepared), "nothing moves by a service more");
        node.target.told.clear();
        node.change(new Change.SetWeight("mail", address("10.0.2.1"), 7));
        assertEquals(List.copyOf(node.target.told), List.copyOf(node.target.prepared));
    }

    @Test
    void aServiceIsAddedReplacedAndRemoved() throws Exception {
        final Outcome added = node.change(new Change.PutService("mail", MAIL));
        assertEquals(Reach.ADOPTED, added.reach());
        assertEquals(
                new ServiceChange(
                        "mail",
                        ServiceChange.Kind.ADDED,
                        251,
                        251,
                        List.of(
                                new BackendChange(address("10.0.2.1"), OptionalInt.empty(), OptionalInt.of(1)),
                                new BackendChange(address("10.0.2.2"), OptionalInt.empty(), OptionalInt.of(3)))),
                added.services().getFirst());
        assertEquals(List.of("10.0.2.1=1", "10.0.2.2=3"), node.weights("mail"));
        final Outcome replaced = node.change(new Change.PutService("mail", MAIL.replace("weight: 3", "weight: 1")));
        assertEquals(ServiceChange.Kind.CHANGED, replaced.services().getFirst().kind());
        assertEquals(List.of("10.0.2.1=1", "10.0.2.2=1"), node.weights("mail"));
        final Outcome removed = node.change(new Change.RemoveService("mail"));
        assertEquals(ServiceChange.Kind.REMOVED, removed.services().getFirst().kind());
        assertEquals(2, node.target.services().size());
        assertEquals(0, node.controller().status().unsaved());
    }

    @Test
    void jsonIsADefinitionToo() throws Exception {
        final String json = """
                {"name": "mail", "vip": "203.0.113.25", "protocol": "tcp", "port": 25, "mode": "ipip",
                 "backends": [{"address": "10.0.2.1", "weight": 7}]}
                """;
        assertEquals(
                Reach.ADOPTED, node.change(new Change.PutService("mail", json)).reach());
        assertEquals(List.of("10.0.2.1=7"), node.weights("mail"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            table-size: 251             | table-size: 256            | service mail:5:13: table-size: table size 256 is not prime (value 256); try 257
            protocol: tcp               | protocol: sctp             | service mail:2:11: protocol:
            port: 25                    | prot: 25                   | service mail:3:1: prot: unknown key
            mode: ipip                  | mode: nat                  | this version serves the modes l2dsr, ipip, gre, gue and l3dsr only (value nat)
            vip: 203.0.113.25           | vip: 10.0.0.2              | is a port's own address
            {address: 10.0.2.1}         | {address: 224.0.0.1}       | service mail:6:22: backends[0].address:
            vip: 203.0.113.25           | name: other                | service mail:1:7: name: is another name
            vip: 203.0.113.25           | health: {timeout: 2s}      | service mail:
            """)
    void aBadDefinitionIsRefusedWithPathAndValue(final String part, final String bad, final String problem) {
        final ChangeRefusedException refusal = refused(new Change.PutService("mail", MAIL.replace(part, bad)));
        assertEquals(Kind.INVALID, refusal.kind());
        assertTrue(refusal.getMessage().contains(problem), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"[", "- a list", "just words", "'{}'", "''", "'{name: 7}'", "'a: *b'"})
    void garbageIsNoDefinition(final String text) {
        assertEquals(Kind.INVALID, refused(new Change.PutService("mail", text)).kind());
    }

    @Test
    void whatIsAtOddsWithAnotherServiceIsAConflictThatNamesIt() {
        final ChangeRefusedException same = refused(new Change.PutService(
                "mail", MAIL.replace("203.0.113.25", "203.0.113.10").replace("port: 25", "port: 80")));
        assertEquals(Kind.CONFLICT, same.kind());
        assertTrue(same.getMessage().contains("service web: vip"), same.getMessage());
        final ChangeRefusedException vip = refused(new Change.PutBackend("web", address("2001:db8::53"), 1));
        assertEquals(Kind.CONFLICT, vip.kind());
        assertTrue(vip.getMessage().contains("backends[2].address: is a VIP"), vip.getMessage());
    }

    @Test
    void whatIsNotThereIsNotFound() {
        final ChangeRefusedException service = refused(new Change.RemoveService("wed"));
        assertEquals(Kind.NOT_FOUND, service.kind());
        assertTrue(service.getMessage().contains("did you mean 'web'?"), service.getMessage());
        assertEquals(
                Kind.NOT_FOUND,
                refused(new Change.SetWeight("web", address("10.0.1.9"), 1)).kind());
        assertEquals(
                Kind.NOT_FOUND,
                refused(new Change.RemoveBackend("web", address("10.0.1.9"))).kind());
        assertEquals(
                Kind.NOT_FOUND,
                refused(new Change.SetState("web", address("10.0.1.9"), AdminState.FORCED))
                        .kind());
    }

    @Test
    void aWeightOutOfRangeIsInvalid() {
        final ChangeRefusedException refusal = refused(new Change.PutBackend("web", address("10.0.1.3"), -1));
        assertEquals(Kind.INVALID, refusal.kind());
        assertTrue(refusal.getMessage().startsWith("service web: backends[2].weight: "), refusal.getMessage());
    }

    @Test
    void backendsComeAndGoAndTheLogTellsItOnce() throws Exception {
        final Outcome put = node.change(new Change.PutBackend("web", address("10.0.1.3"), 2));
        assertEquals(List.of("10.0.1.1=1", "10.0.1.2=1", "10.0.1.3=2"), node.weights("web"));
        final ServiceChange change = put.services().getFirst();
        assertTrue(change.moved() > change.slots() * 0.45 && change.moved() < change.slots() * 0.55, put::toString);
        node.change(new Change.SetWeight("web", address("10.0.1.3"), 4));
        node.change(new Change.RemoveBackend("web", address("10.0.1.1")));
        assertEquals(List.of("10.0.1.2=1", "10.0.1.3=4"), node.weights("web"));
        assertEquals(2, node.controller().status().unsaved());
        assertEquals(
                List.of(
                        "by command: service web: backend 10.0.1.3 put, weight 2",
                        "by command: service web: weight 4 for backend 10.0.1.3",
                        "by command: service web: backend 10.0.1.1 removed"),
                List.copyOf(node.said));
        assertEquals(
                Reach.UNCHANGED,
                node.change(new Change.PutBackend("web", address("10.0.1.3"), 4))
                        .reach());
        assertEquals(3, node.said.size());
    }

    @Test
    void whatBringsTheFileBackIsNoChangeAnyMore() throws Exception {
        node.change(new Change.SetWeight("web", address("10.0.1.1"), 4));
        node.change(new Change.SetWeight("web", address("10.0.1.1"), 1));
        node.change(new Change.PutBackend("web", address("10.0.1.3"), 4));
        node.change(new Change.RemoveBackend("web", address("10.0.1.3")));
        assertEquals(0, node.controller().status().unsaved());
    }

    @Test
    void drainedAndDisabledBackendsTakeNoNewFlowsAndComeBack() throws Exception {
        final Outcome drained = node.change(new Change.SetState("web", address("10.0.1.1"), AdminState.DRAINING));
        assertEquals(
                List.of(new BackendChange(address("10.0.1.1"), OptionalInt.of(1), OptionalInt.of(0))),
                drained.services().getFirst().backends());
        node.change(new Change.SetState("web", address("10.0.1.2"), AdminState.DISABLED));
        assertEquals(List.of("10.0.1.1=0", "10.0.1.2=0"), node.weights("web"));
        final NodeStatus status = node.controller().status();
        assertEquals(
                AdminState.DRAINING,
                status.services().getFirst().backends().getFirst().admin());
        assertEquals(1, status.services().getFirst().backends().getFirst().weight());
        assertEquals(0, status.services().getFirst().backends().getFirst().effective());
        assertEquals(
                "no backend takes flows: its packets are dropped",
                status.services().getFirst().notice());
        assertEquals(0, status.unsaved());
        node.change(new Change.SetState("web", address("10.0.1.1"), AdminState.ENABLED));
        assertEquals(List.of("10.0.1.1=1", "10.0.1.2=0"), node.weights("web"));
    }

    @Test
    void aDryRunSaysWhatWouldMoveAndChangesNothing() throws Exception {
        final Outcome dry = node.controller().change(new Change.RemoveBackend("web", address("10.0.1.1")), true);
        assertEquals(Reach.DRY_RUN, dry.reach());
        assertEquals(65537, dry.services().getFirst().slots());
        final int moved = dry.services().getFirst().moved();
        assertTrue(moved >= 32768 && moved <= 32769, () -> "half of the slots: " + moved);
        assertTrue(node.target.told.isEmpty());
        assertFalse(Files.exists(node.state));
        assertTrue(node.said.isEmpty());
        assertEquals(
                moved,
                node.change(new Change.RemoveBackend("web", address("10.0.1.1")))
                        .services()
                        .getFirst()
                        .moved());
    }

    @Test
    void aChangeWarnsOfWhatIsDoubtful() throws Exception {
        final Outcome emptied = node.change(new Change.RemoveBackend("dns", address("10.0.0.11")));
        assertEquals(
                List.of("service dns: backends: is empty, so all packets of this service are dropped"
                        + " (value a list of 0); add a backend"),
                emptied.warnings());
    }

    @Test
    void aChangeOfOneBackendIsCheckedAsItStands() throws Exception {
        final ChangeRefusedException heavy = refused(new Change.SetWeight("web", address("10.0.1.2"), 2_000_000));
        assertTrue(heavy.getMessage().startsWith("service web: backends[1].weight: "), heavy.getMessage());
        assertEquals(Kind.INVALID, heavy.kind());
        assertEquals(
                Kind.INVALID,
                refused(new Change.PutBackend("dns", address("10.0.0.78"), -1)).kind());
        assertEquals(
                Kind.INVALID,
                refused(new Change.PutBackend("dns", address("127.0.0.1"), 1)).kind());
        final Outcome added = node.change(new Change.PutBackend("dns", address("10.0.0.77"), 2));
        assertEquals(List.of(), added.warnings());
        assertEquals(
                List.of(),
                node.change(new Change.SetWeight("dns", address("10.0.0.11"), 3))
                        .warnings());
    }

    @Test
    void whatWasChangedIsThereAfterARestart() throws Exception {
        node.change(new Change.PutService("mail", MAIL));
        node.change(new Change.PutBackend("mail", address("10.0.2.3"), 9));
        node.change(new Change.RemoveService("dns"));
        node.change(new Change.SetState("web", address("10.0.1.2"), AdminState.DRAINING));
        node.restart();
        assertEquals(List.of("10.0.2.1=1", "10.0.2.2=3", "10.0.2.3=9"), node.weights("mail"));
        assertEquals(List.of("10.0.1.1=1", "10.0.1.2=0"), node.weights("web"));
        assertEquals(List.of(), node.weights("dns"));
        assertEquals(3, node.controller().status().unsaved());
    }

    @Test
    void aDamagedStateFileKeepsTheControllerFromStarting() throws Exception {
        node.change(new Change.RemoveService("dns"));
        Files.writeString(node.state, "{\"version\"");
        final ConfigurationException refusal = assertThrows(ConfigurationException.class, node::restart);
        assertTrue(refusal.getMessage().startsWith(node.state.toString()), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("move it away to begin without them"), refusal.getMessage());
    }

    @Test
    void changesAboutWhatIsNoMoreAreDroppedWithALineEach() throws Exception {
        node.change(new Change.SetWeight("web", address("10.0.1.1"), 5));
        node.change(new Change.SetState("web", address("10.0.1.1"), AdminState.DRAINING));
        node.change(new Change.RemoveService("dns"));
        node.write(Sample.GOOD
                .with("      - {address: 10.0.1.1, weight: 1}\n", "")
                .yaml()
                .replaceAll("(?s)  - name: dns.*", ""));
        node.said.clear();
        assertEquals(Reach.ADOPTED, node.controller().reload(false).reach());
        final List<String> lines = List.copyOf(node.said);
        assertEquals(4, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("service dns: what was changed by command is dropped"), lines::toString);
        assertTrue(lines.get(1).startsWith("service web: what was changed of backend 10.0.1.1"), lines::toString);
        assertTrue(lines.get(2).startsWith("service web: the word draining on backend 10.0.1.1"), lines::toString);
        assertEquals("reload: 1 services have changed", lines.get(3));
        assertEquals(0, node.controller().status().unsaved());
    }

    @Test
    void aReloadLeavesChangesAboveTheFile() throws Exception {
        node.change(new Change.SetWeight("web", address("10.0.1.1"), 5));
        node.write(
                Sample.GOOD.with("10.0.1.2, weight: 1", "10.0.1.2, weight: 8").yaml());
        final Outcome dry = node.controller().reload(true);
        assertEquals(Reach.DRY_RUN, dry.reach());
        assertEquals(List.of("10.0.1.1=5", "10.0.1.2=1"), node.weights("web"));
        assertEquals(Reach.ADOPTED, node.controller().reload(false).reach());
        assertEquals(List.of("10.0.1.1=5", "10.0.1.2=8"), node.weights("web"));
        assertEquals(Reach.UNCHANGED, node.controller().reload(false).reach());
    }

    @Test
    void aBadFileIsRefusedWhole() throws Exception {
        node.write(Sample.GOOD
                .with("weight: 1}\n      - {address: 10.0.1.2", "weight: x}\n      - {address: 10.0.1.3")
                .yaml());
        final ChangeRefusedException refusal = assertThrows(
                ChangeRefusedException.class, () -> node.controller().reload(false));
        assertEquals(Kind.INVALID, refusal.kind());
        assertTrue(refusal.getMessage().contains("services[0].backends[0].weight"), refusal.getMessage());
        assertTrue(node.target.told.isEmpty());
        node.write(Sample.GOOD.with("name: lb-1", "name: lb-2").yaml());
        assertTrue(assertThrows(
                        ChangeRefusedException.class, () -> node.controller().reload(false))
                .getMessage()
                .startsWith("'node', 'dpdk' or 'tier' has changed"));
    }

    @Test
    void aFileThatIsAtOddsWithTheChangesIsRefused() throws Exception {
        node.change(new Change.PutService("mail", MAIL));
        node.write(Sample.GOOD.yaml()
                + "  - {name: smtp, vip: 203.0.113.25, protocol: tcp, port: 25, mode: ipip, backends: []}\n");
        final ChangeRefusedException refusal = assertThrows(
                ChangeRefusedException.class, () -> node.controller().reload(false));
        assertEquals(Kind.CONFLICT, refusal.kind());
        assertEquals(List.of("10.0.2.1=1", "10.0.2.2=3"), node.weights("mail"));
    }

    @Test
    void whatTheForwarderRefusesIsUndone() throws Exception {
        node.change(new Change.SetWeight("web", address("10.0.1.1"), 5));
        final String kept = Files.readString(node.state);
        node.target.refusal = "no room";
        final ChangeRefusedException refusal = assertThrows(
                ChangeRefusedException.class, () -> node.change(new Change.SetWeight("web", address("10.0.1.1"), 6)));
        assertEquals(Kind.NOT_CARRIED_OUT, refusal.kind());
        assertEquals("the forwarder refuses it: no room", refusal.getMessage());
        assertEquals(kept, Files.readString(node.state));
        node.target.refusal = "";
        assertEquals(
                5,
                node.controller()
                        .status()
                        .services()
                        .getFirst()
                        .backends()
                        .getFirst()
                        .weight());
        assertEquals(
                Reach.UNCHANGED,
                node.change(new Change.SetWeight("web", address("10.0.1.1"), 5)).reach());
    }

    @Test
    void aChangeIsKeptForAForwarderThatIsNotThereOrSilent() throws Exception {
        node.target.isConnected = false;
        assertEquals(
                Reach.WAITING,
                node.change(new Change.SetWeight("web", address("10.0.1.1"), 5)).reach());
        node.target.isConnected = true;
        node.target.isSilent = true;
        final Outcome late = node.change(new Change.SetWeight("web", address("10.0.1.1"), 6));
        assertEquals(Reach.WAITING, late.reach());
        assertEquals(0, late.generation());
        assertTrue(Files.readString(node.state).contains("\"weight\" : 6"), Files.readString(node.state));
    }

    @Test
    void whatCannotBeKeptIsNotAccepted() throws Exception {
        Files.writeString(node.state.getParent(), "a file where a folder belongs");
        final ChangeRefusedException refusal =
                assertThrows(ChangeRefusedException.class, () -> node.change(new Change.RemoveService("dns")));
        assertEquals(Kind.NOT_CARRIED_OUT, refusal.kind());
        assertTrue(refusal.getMessage().contains("--state"), refusal.getMessage());
        assertTrue(node.target.told.isEmpty());
        assertEquals(2, node.controller().status().services().size());
    }

    @Test
    void countersFindTheirServicesByName() throws Exception {
        node.change(new Change.SetWeight("web", address("10.0.1.1"), 5));
        final long[] verdicts = new long[Verdict.count()];
        verdicts[Verdict.FORWARDED.ordinal()] = 30;
        verdicts[Verdict.NO_BACKEND.ordinal()] = 2;
        node.target.counters = Optional.of(new Counters(
                2, 32, verdicts, new long[] {20, 2000, 12, 1200}, new long[] {7, 700, 13, 1300, 10, 1000}, List.of()));
        final NodeStatus status = node.controller().status();
        assertEquals(32, status.received());
        assertEquals(Map.of("forwarded", 30L, "no-backend", 2L), status.verdicts());
        assertEquals("web", status.services().getFirst().service());
        assertEquals(20, status.services().getFirst().packets());
        assertEquals(13, status.services().getFirst().backends().get(1).packets());
        assertEquals(1200, status.services().get(1).octets());
        assertEquals("unchecked", status.services().get(1).backends().getFirst().health());
        assertEquals("lb-1", status.node());
    }
}
