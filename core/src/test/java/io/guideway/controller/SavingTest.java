package io.guideway.controller;

import static io.guideway.controller.OperatedNode.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.ChangeRefusedException;
import io.guideway.controller.operate.ChangeRefusedException.Kind;
import io.guideway.controller.operate.Outcome.Reach;
import io.guideway.controller.operate.Saved;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the text of a file into which changes made by command are written. */
class SavingTest {
    private static final String HEAD = """
            # our balancer
            node:   {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
            dpdk:
              ports:
                - {id: 0, address: [10.0.0.2/24, "fd00::2/64"], gateway: [10.0.0.1, "fd00::1"]}   # uplink
              workers: [1]
            """;
    private static final String SERVICES = """
            services:
              # the shop
              - name: web            # do not rename
                vip: 203.0.113.10
                protocol: tcp
                port: 80
                mode: ipip
                backends:
                  - address: 10.0.1.1   # rack 1
                    weight: 1           # old
                  - address: 10.0.1.2   # rack 2

              # names, ä 🎈
              - {name: dns, vip: 203.0.113.53, protocol: udp, port: 53, mode: ipip, backends: [{address: 10.0.1.3}, {address: 10.0.1.4}]}
            """;

    @TempDir
    private Path folder;

    /** Makes the changes, saves, and looks at the file; what runs must be the same after a restart. */
    private void assertSaved(final String before, final String after, final Change... changes) throws Exception {
        try (OperatedNode node = new OperatedNode(folder, before)) {
            for (final Change change : changes) {
                node.change(change);
            }
            final var running = node.target.services();
            final Saved dry = node.controller().save(true);
            assertEquals(before, node.text());
            final Saved saved = node.controller().save(false);
            assertEquals(after, node.text());
            assertEquals(dry, saved);
            assertEquals(0, node.controller().status().unsaved());
            assertEquals(Reach.UNCHANGED, node.controller().reload(false).reach());
            assertEquals(List.of(), node.controller().save(false).services());
            node.restart();
            assertEquals(running, node.target.services());
        }
    }

    private static String with(final String old, final String replacement) {
        final String text = HEAD + SERVICES;
        assertTrue(text.contains(old), old);
        return text.replace(old, replacement);
    }

    @Test
    void aWeightIsWrittenInItsPlace() throws Exception {
        assertSaved(
                HEAD + SERVICES,
                with("weight: 1           # old", "weight: 12           # old"),
                new Change.SetWeight("web", address("10.0.1.1"), 12));
    }

    @Test
    void aWeightThatWasNotThereIsAdded() throws Exception {
        assertSaved(
                HEAD + SERVICES,
                with("10.0.1.2   # rack 2\n", "10.0.1.2   # rack 2\n        weight: 4\n")
                        .replace("{address: 10.0.1.4}", "{address: 10.0.1.4, weight: 0}"),
                new Change.SetWeight("web", address("10.0.1.2"), 4),
                new Change.SetWeight("dns", address("10.0.1.4"), 0));
    }

    @Test
    void backendsAreAddedInTheWayOfTheirNeighbours() throws Exception {
        assertSaved(
                HEAD + SERVICES,
                with("10.0.1.2   # rack 2\n", "10.0.1.2   # rack 2\n      - address: 10.0.1.9\n        weight: 4\n")
                        .replace("{address: 10.0.1.4}", "{address: 10.0.1.4}, {address: \"fd00::9\", weight: 1}"),
                new Change.PutBackend("web", address("10.0.1.9"), 4),
                new Change.PutBackend("dns", address("fd00::9"), 1));
    }

    @Test
    void backendsAreTakenOut() throws Exception {
        assertSaved(
                HEAD + SERVICES,
                with("      - address: 10.0.1.1   # rack 1\n        weight: 1           # old\n", "")
                        .replace("{address: 10.0.1.3}, ", ""),
                new Change.RemoveBackend("web", address("10.0.1.1")),
                new Change.RemoveBackend("dns", address("10.0.1.3")));
    }

    @Test
    void theLastBackendIsTakenOutAndAnotherComes() throws Exception {
        assertSaved(
                HEAD + SERVICES,
                with(
                                "      - address: 10.0.1.1   # rack 1\n        weight: 1           # old\n      - address: 10.0.1.2   # rack 2\n",
                                "        []\n")
                        .replace("{address: 10.0.1.4}", "{address: 10.0.1.8, weight: 1}"),
                new Change.RemoveBackend("web", address("10.0.1.1")),
                new Change.RemoveBackend("web", address("10.0.1.2")),
                new Change.RemoveBackend("dns", address("10.0.1.4")),
                new Change.PutBackend("dns", address("10.0.1.8"), 1));
    }

    @Test
    void aServiceIsAddedAndAnotherRemoved() throws Exception {
        assertSaved(
                HEAD + SERVICES,
                with(SERVICES.substring(SERVICES.indexOf("  - {name: dns")), """
                          - name: mail
                            vip: 203.0.113.25
                            protocol: tcp
                            port: 25
                            mode: ipip
                            backends:
                              - address: 10.0.2.1
                        """),
                new Change.RemoveService("dns"),
                new Change.PutService(
                        "mail",
                        "{vip: 203.0.113.25, protocol: tcp, port: 25, mode: ipip, backends: [{address: 10.0.2.1}]}"));
    }

    @Test
    void aServiceThatWasPutIsWrittenAnewInItsPlace() throws Exception {
        assertSaved(
                HEAD + SERVICES,
                with(SERVICES.substring(SERVICES.indexOf("name: web"), SERVICES.indexOf("\n\n  # names")), """
                        name: web
                            vip: 203.0.113.11
                            protocol: tcp
                            port: 81
                            mode: ipip"""),
                new Change.PutService("web", "{vip: 203.0.113.11, protocol: tcp, port: 81, mode: ipip}"));
    }

    @Test
    void theFirstServiceOfAnEmptyList() throws Exception {
        assertSaved(
                HEAD + "services: []   # none yet\n",
                HEAD + """
                        services:    # none yet
                          - name: mail
                            vip: 203.0.113.25
                            protocol: tcp
                            port: 25
                            mode: ipip
                        """,
                new Change.PutService("mail", "{vip: 203.0.113.25, protocol: tcp, port: 25, mode: ipip}"));
    }

    @Test
    void aListOfBackendsThatWasNotThere() throws Exception {
        final String web = "services:\n- name: web\n  vip: 203.0.113.10\n  protocol: tcp\n  port: 80\n  mode: ipip\n";
        assertSaved(
                HEAD + web + "  # end\n",
                HEAD + web + "  backends:\n    - address: 10.0.1.1\n      weight: 1\n  # end\n",
                new Change.PutBackend("web", address("10.0.1.1"), 1));
    }

    @Test
    void linesEndAsTheyDid() throws Exception {
        assertSaved(
                (HEAD + SERVICES).replace("\n", "\r\n"),
                with("10.0.1.2   # rack 2\n", "10.0.1.2   # rack 2\n        weight: 4\n")
                        .replace("\n", "\r\n"),
                new Change.SetWeight("web", address("10.0.1.2"), 4));
    }

    @Test
    void theOperatorsWordStaysWhereItIs() throws Exception {
        try (OperatedNode node = new OperatedNode(folder, HEAD + SERVICES)) {
            node.change(new Change.SetState("web", address("10.0.1.1"), AdminState.DRAINING));
            assertEquals(List.of(), node.controller().save(false).services());
            assertEquals(HEAD + SERVICES, node.text());
            node.restart();
            assertEquals(List.of("10.0.1.1=0", "10.0.1.2=1"), node.weights("web"));
        }
    }

    @Test
    void aFileThatWasChangedMeanwhileIsLeftAlone() throws Exception {
        try (OperatedNode node = new OperatedNode(folder, HEAD + SERVICES)) {
            node.change(new Change.RemoveService("dns"));
            node.write(HEAD + SERVICES + "# mine\n");
            final ChangeRefusedException refusal = assertThrows(
                    ChangeRefusedException.class, () -> node.controller().save(false));
            assertEquals(Kind.CONFLICT, refusal.kind());
            assertEquals(HEAD + SERVICES + "# mine\n", node.text());
            node.controller().reload(false);
            assertEquals(List.of("dns"), node.controller().save(false).services());
            assertTrue(node.text().endsWith("# mine\n"));
        }
    }

    /** Both services have the same list: to change one of them in place would change the other. */
    @Test
    void aliasesAreNotChangedForOthers() throws Exception {
        final String shared = HEAD + """
                services:
                  - {name: a, vip: 203.0.113.1, protocol: tcp, port: 80, mode: ipip, backends: &all [{address: 10.0.1.1}]}
                  - {name: b, vip: 203.0.113.2, protocol: tcp, port: 80, mode: ipip, backends: *all}
                """;
        try (OperatedNode node = new OperatedNode(folder, shared)) {
            node.change(new Change.SetWeight("b", address("10.0.1.1"), 5));
            node.controller().save(false);
            assertTrue(node.text().startsWith(shared.substring(0, shared.indexOf("  - {name: b"))), node.text());
            node.change(new Change.SetWeight("a", address("10.0.1.1"), 7));
            node.controller().save(false);
            node.restart();
            assertEquals(List.of("10.0.1.1=7"), node.weights("a"));
            assertEquals(List.of("10.0.1.1=5"), node.weights("b"));
        }
    }

    @Test
    void whatCannotBeChangedInPlaceIsRefused() throws Exception {
        final String shared = HEAD + """
                services:
                  - {name: a, vip: 203.0.113.1, protocol: tcp, port: 80, mode: ipip, backends: &all [{address: 10.0.1.1}]}
                  - {name: b, vip: 203.0.113.2, protocol: tcp, port: 80, mode: ipip, backends: *all}
                """;
        try (OperatedNode node = new OperatedNode(folder, shared)) {
            node.change(new Change.SetWeight("a", address("10.0.1.1"), 5));
            final ChangeRefusedException refusal = assertThrows(
                    ChangeRefusedException.class, () -> node.controller().save(false));
            assertEquals(Kind.NOT_CARRIED_OUT, refusal.kind());
            assertEquals(shared, node.text());
        }
    }

    @Test
    void permissionsAndLinksStay() throws Exception {
        final Path real = folder.resolve("real.yaml");
        try (OperatedNode node = new OperatedNode(folder, HEAD + SERVICES)) {
            Files.move(node.file, real);
            Files.createSymbolicLink(node.file, real);
            Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
            node.change(new Change.RemoveService("dns"));
            node.controller().save(false);
            assertTrue(Files.isSymbolicLink(node.file));
            assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
            assertEquals(node.text(), Files.readString(real));
        }
    }
}
