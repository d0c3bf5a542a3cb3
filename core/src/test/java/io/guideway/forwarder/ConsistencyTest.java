package io.guideway.forwarder;

import static io.guideway.forwarder.LoneNode.DRAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.forward.Choice;
import io.guideway.forward.FlowMemory;
import io.guideway.forwarder.LoneNode.State;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.ClientRule;
import io.guideway.service.FlowTracking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Flows keep their backends while services change; docs/consistency.md. Time is the test's. */
class ConsistencyTest {
    /** A flow, where it goes, and when it sends next. */
    private static final class Flow {
        final int number;
        int backend;
        long next;

        Flow(final int number, final int backend, final long next) {
            this.number = number;
            this.backend = backend;
            this.next = next;
        }
    }

    @Property(tries = 60)
    void aFlowThatSendsOnceADrainTimeKeepsItsBackendWhileThatServes(@ForAll final long seed) {
        check(new Random(seed), FlowTracking.Scope.MOVED);
    }

    @Property(tries = 20)
    void soItDoesWhereAllFlowsAreTracked(@ForAll final long seed) {
        check(new Random(seed), FlowTracking.Scope.ALL);
    }

    /** Each half of the clients with a half of the backends. */
    @Property(tries = 40)
    void soItDoesWhereRulesDivideTheClients(@ForAll final long seed) {
        check(
                new Random(seed),
                FlowTracking.Scope.MOVED,
                List.of(rule("198.51.100.0/25", 1, 2, 3), rule("198.51.100.128/25", 4, 5, 6)));
    }

    @Test
    void whoeverComesUnderARuleKeepsTheBackendsOfTheFlowsThatThereAre() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 6)) {
            final int[] before = IntStream.range(0, 200).map(node::begin).toArray();
            node.divide(List.of(rule("198.51.100.0/24", 1, 2)));
            for (int flow = 0; flow < before.length; flow++) {
                assertEquals(before[flow], node.goOn(flow));
                assertTrue(node.begin(1000 + flow) <= 2);
            }
            for (int seconds = 0; seconds < 3 * DRAIN; seconds += DRAIN / 2) {
                node.pass(DRAIN / 2);
                for (int flow = 0; flow < before.length; flow++) {
                    assertEquals(before[flow], node.goOn(flow));
                }
            }
            assertTrue(node.begin(2000) <= 2);
        }
    }

    private static ClientRule rule(final String from, final int... backends) {
        return new ClientRule(
                Prefix.parse(from),
                IntStream.of(backends)
                        .mapToObj(number -> IpAddress.parse("10.0.0." + number))
                        .toList());
    }

    private static void check(final Random random, final FlowTracking.Scope scope) {
        check(random, scope, List.of());
    }

    private static void check(final Random random, final FlowTracking.Scope scope, final List<ClientRule> clients) {
        try (LoneNode node = new LoneNode(scope, 6, clients)) {
            final List<Flow> flows = new ArrayList<>();
            for (int step = 0; step < 400; step++) {
                if (random.nextInt(4) == 0) {
                    change(node, flows, random);
                }
                if (flows.size() < 150) {
                    final int number = step + 1;
                    flows.add(new Flow(number, node.begin(number), node.second() + 1));
                }
                node.pass(random.nextInt(3));
                for (final Flow flow : flows) {
                    if (flow.next <= node.second()) {
                        assertEquals(flow.backend, node.goOn(flow.number), () -> "flow " + flow.number);
                        flow.next = node.second() + 1 + random.nextInt(DRAIN - 5);
                    }
                }
            }
        }
    }

    private static void change(final LoneNode node, final List<Flow> flows, final Random random) {
        final int backend = 1 + random.nextInt(6);
        final State state = State.values()[random.nextInt(State.values().length)];
        if (state != State.TAKES && node.takersBeside(backend) == 0) {
            return;
        }
        node.set(backend, state);
        flows.removeIf(flow -> !node.serves(flow.backend));
    }

    @Test
    void withoutTrackingFlowsFollowTheirSlots() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.NONE, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            before.forEach((flow, backend) -> assertNotEquals(1, node.goOn(flow)));
            assertEquals(0, node.packets(Choice.OLD_OWNER));
        }
    }

    private static Map<Integer, Integer> begin(final LoneNode node, final int flows) {
        final Map<Integer, Integer> backends = new HashMap<>();
        for (int flow = 1; flow <= flows; flow++) {
            backends.put(flow, node.begin(flow));
        }
        return backends;
    }

    @Test
    void onlyMovingSlotsAskForRecords() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            before.forEach((flow, backend) -> assertEquals(backend, node.goOn(flow)));
            final long moved =
                    before.values().stream().filter(backend -> backend == 1).count();
            final long asked =
                    Arrays.stream(Choice.values()).mapToLong(node::packets).sum();
            assertEquals(asked, node.packets(Choice.OLD_OWNER));
            assertTrue(asked >= moved && asked < moved + 20, asked + " flows asked for, of which had to move " + moved);
        }
    }

    @Test
    void aFailedBackendKeepsNothing() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.FAILED);
            before.forEach((flow, backend) -> assertNotEquals(1, node.goOn(flow)));
            before.forEach((flow, backend) -> {
                if (backend != 1) {
                    assertEquals(backend, node.goOn(flow));
                }
            });
        }
    }

    /** Flows that no node has a record of come to a node that has just begun: it has learned who had their slots. */
    @Test
    void aNodeThatBeginsLearnsThePast() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 4)) {
            final Map<Integer, Integer> before = begin(node, 300);
            node.set(1, State.DRAINS);
            node.pass(20);
            node.set(2, State.DRAINS);
            try (LoneNode ignorant = new LoneNode(FlowTracking.Scope.MOVED, node.states);
                    LoneNode learned = new LoneNode(FlowTracking.Scope.MOVED, node.states)) {
                learned.pass(1000);
                learned.generations.learn(node.generations.past(), learned.flows);
                before.forEach((flow, backend) -> assertEquals(backend, learned.goOn(flow)));
                assertTrue(
                        before.entrySet().stream().anyMatch(flow -> ignorant.goOn(flow.getKey()) != flow.getValue()));
                assertFalse(before.keySet().stream().anyMatch(flow -> goesToDrained(learned, 1000 + flow)));
                learned.set(3, State.DRAINS);
                before.forEach((flow, backend) -> assertEquals(backend, learned.goOn(flow)));
            }
        }
    }

    /** Long after a change a node begins, for which nothing ever moved; the records that it hears make their slots ask. */
    @Test
    void recordsOfOtherNodesWakeTheirSlots() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 4)) {
            final Map<Integer, Integer> before = begin(node, 300);
            node.set(1, State.DRAINS);
            for (int second = 0; second < 2 * DRAIN; second += 10) {
                node.pass(10);
                before.forEach((flow, backend) -> assertEquals(backend, node.goOn(flow)));
            }
            assertEquals(List.of(), node.generations.past());
            try (LoneNode late = new LoneNode(FlowTracking.Scope.MOVED, node.states)) {
                late.pass((int) node.second());
                assertTrue(before.entrySet().stream().anyMatch(flow -> late.goOn(flow.getKey()) != flow.getValue()));
            }
            try (LoneNode late = new LoneNode(FlowTracking.Scope.MOVED, node.states)) {
                late.pass((int) node.second());
                late.hear(node);
                late.pass(2);
                before.forEach((flow, backend) -> assertEquals(backend, late.goOn(flow)));
            }
        }
    }

    /** The second packet of a flow may come to another node, which has heard of the first one. */
    @Test
    void aFlowMayGoOnElsewhereAfterOnePacket() {
        try (LoneNode here = new LoneNode(FlowTracking.Scope.MOVED, 4);
                LoneNode there = new LoneNode(FlowTracking.Scope.MOVED, 4)) {
            here.pass(1); // so that its word on what was before ends later
            here.set(1, State.DRAINS);
            there.set(1, State.DRAINS);
            final Map<Integer, Integer> begun = begin(here, 300);
            there.hear(here);
            begun.forEach((flow, backend) -> assertEquals(backend, there.goOn(flow)));
        }
    }

    /** It began where its slot's past was over, and goes on where it is not. */
    @Test
    void nodesMayEndADrainAtDifferentMoments() {
        try (LoneNode early = new LoneNode(FlowTracking.Scope.MOVED, 4);
                LoneNode late = new LoneNode(FlowTracking.Scope.MOVED, 4)) {
            early.set(1, State.DRAINS);
            late.pass(3);
            late.set(1, State.DRAINS);
            early.pass(DRAIN + 2);
            assertEquals(List.of(), early.generations.past());
            final Map<Integer, Integer> begun = new HashMap<>();
            for (int flow = 1000; flow < 1300; flow++) {
                begun.put(flow, early.begin(flow));
            }
            late.pass(DRAIN - 1);
            assertFalse(late.generations.past().isEmpty());
            late.hear(early);
            begun.forEach((flow, backend) -> assertEquals(backend, late.goOn(flow)));
        }
    }

    @Test
    void firstAndSecondPacketMayComeInOneBurst() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 4)) {
            node.set(1, State.DRAINS);
            for (int flow = 1; flow < 300; flow++) {
                final List<Integer> sent = node.beginAndGoOn(flow);
                assertEquals(sent.get(0), sent.get(1));
                assertNotEquals(1, sent.get(0));
            }
        }
    }

    private static boolean goesToDrained(final LoneNode node, final int flow) {
        return node.begin(flow) <= 2;
    }

    @Test
    void aLearnedPastCountsAsLongAsItDoesWhereItCameFrom() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            node.pass(DRAIN - 10);
            try (LoneNode learned = new LoneNode(FlowTracking.Scope.MOVED, node.states)) {
                learned.generations.learn(node.generations.past(), learned.flows);
                assertEquals(node.generations.past(), learned.generations.past());
                learned.pass(12);
                assertEquals(List.of(), learned.generations.past());
                before.forEach((flow, backend) -> assertNotEquals(1, learned.goOn(flow)));
            }
        }
    }

    @Test
    void aSlotIsAskedForNothingButRecordsOnceItIsDrained() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            node.pass(DRAIN + 2);
            before.forEach((flow, backend) -> assertNotEquals(1, node.goOn(flow), "silent for too long"));
            assertEquals(0, node.packets(Choice.OLD_OWNER));
        }
    }

    @Test
    void slotsAskUntilTheirLastRecordHasFallenSilent() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            final int follower = before.entrySet().stream()
                    .filter(flow -> flow.getValue() == 1)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            for (int second = 0; second < 2 * DRAIN; second += 10) {
                node.pass(10);
                assertEquals(1, node.goOn(follower));
            }
            assertTrue(node.generations.view().isTracking());
            node.pass(FlowMemory.IDLE + 1);
            node.pass(20); // two looks
            node.pass(20);
            assertFalse(node.generations.view().isTracking());
            assertNotEquals(1, node.goOn(follower));
        }
    }

    @Test
    void aDrainingBackendThatReturnsKeepsWhatItHasAndTakesWhatBegins() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            final Map<Integer, Integer> during = new HashMap<>();
            for (int flow = 201; flow <= 400; flow++) {
                during.put(flow, node.begin(flow));
                assertNotEquals(1, node.goOn(flow));
            }
            node.set(1, State.TAKES);
            before.forEach((flow, backend) -> assertEquals(backend, node.goOn(flow)));
            during.forEach((flow, backend) -> assertEquals(backend, node.goOn(flow)));
        }
    }

    @Test
    void aSynThatIsSentAgainAfterAPlannedChangeGoesWhereTheFirstOneWent() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            node.prepare(1, State.DRAINS);
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            before.forEach((flow, backend) -> assertEquals(backend, node.begin(flow)));
            before.forEach((flow, backend) -> assertEquals(backend, node.goOn(flow)));
            final int later = 1000;
            assertNotEquals(1, node.begin(later));
        }
    }

    @Test
    void withoutPreparationItGoesElsewhere() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            before.forEach((flow, backend) -> assertNotEquals(1, node.begin(flow)));
        }
    }

    @Test
    void anErrorGoesWhereItsFlowGoesAndLeavesNoTrace() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            before.forEach((flow, backend) -> assertEquals(backend, node.fail(flow)));
            node.set(1, State.DRAINS);
            before.forEach((flow, backend) -> assertEquals(backend, node.fail(flow)));
            assertEquals(
                    0, Arrays.stream(Choice.values()).mapToLong(node::packets).sum());
            assertEquals(0, node.records());
            before.forEach((flow, backend) -> assertEquals(backend, node.goOn(flow)));
            before.forEach((flow, backend) -> assertEquals(backend, node.fail(flow)));
        }
    }

    @Test
    void anErrorFollowsAFlowThatBeganAfterTheChangeAndDoesNotConfirmIt() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            node.set(1, State.DRAINS);
            final Map<Integer, Integer> begun = begin(node, 300);
            final long embryonic = node.records();
            assertTrue(embryonic > 50);
            begun.forEach((flow, backend) -> assertEquals(backend, node.fail(flow)));
            assertEquals(embryonic, node.records());
            assertEquals(0, node.confirmed());
            begun.forEach((flow, backend) -> assertEquals(backend, node.goOn(flow)));
            assertEquals(embryonic, node.confirmed());
        }
    }

    @Test
    void anErrorKeepsNoRecordAlive() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            final int follower = before.entrySet().stream()
                    .filter(flow -> flow.getValue() == 1)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            assertEquals(1, node.goOn(follower));
            assertEquals(1, node.goOn(follower));
            for (int second = 0; second <= FlowMemory.IDLE; second += 10) {
                node.pass(10);
                node.fail(follower);
            }
            assertNotEquals(1, node.fail(follower));
        }
    }

    @Test
    void aPreparationEndsWithTheNextChange() {
        try (LoneNode node = new LoneNode(FlowTracking.Scope.MOVED, 3)) {
            node.prepare(1, State.REMOVED);
            node.prepare(2, State.REMOVED);
            assertTrue(node.generations.view().isTracking());
            node.set(1, State.TAKES);
            assertFalse(node.generations.view().isTracking());
        }
    }
}
