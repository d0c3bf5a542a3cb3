package io.guideway.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.flow.RecordCounter;
import io.guideway.forward.Choice;
import io.guideway.forward.FlowMemory;
import io.guideway.forward.Rig;
import io.guideway.forward.Sites;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IcmpBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.FlowTracking;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Flows keep their backends while services change; docs/consistency.md. Time is the test's. */
class ConsistencyTest {
    private static final int DRAIN = 60;
    private static final long MARK = 0x0200_0000_0000L;

    /** What a backend may be. */
    private enum State {
        TAKES,
        DRAINS,
        FAILED,
        REMOVED
    }

    /** A node of one worker, which the test's own thread runs. */
    private static final class Node implements AutoCloseable {
        private final Map<Integer, State> states = new TreeMap<>();
        private final FlowTracking.Scope scope;
        private List<ClientRule> clients;
        private final Generations generations;
        private final FlowStore flows;
        private final Rig rig;
        private long second;

        Node(final FlowTracking.Scope scope, final int backends) {
            this(scope, taking(backends));
        }

        Node(final FlowTracking.Scope scope, final int backends, final List<ClientRule> clients) {
            this(scope, taking(backends), clients);
        }

        /** One that begins with these backends, and knows of no time before. */
        Node(final FlowTracking.Scope scope, final Map<Integer, State> backends) {
            this(scope, backends, List.of());
        }

        private Node(
                final FlowTracking.Scope scope, final Map<Integer, State> backends, final List<ClientRule> clients) {
            this.scope = scope;
            this.clients = clients;
            states.putAll(backends);
            generations = new Generations(
                    1, List.of(service()), ConsistencyTest::route, () -> TimeUnit.SECONDS.toNanos(second));
            flows = new FlowStore(1, 1 << 16, FlowMemory.IDLE, new long[] {1, 2});
            rig = new Rig(List.of(service()), ConsistencyTest::route, flows.of(0));
            rig.worker.offer(generations.view());
            rig.worker.runOnce();
            generations.join(0, rig.worker, () -> false); // it adopts with the next burst
        }

        private static Map<Integer, State> taking(final int backends) {
            final Map<Integer, State> states = new TreeMap<>();
            for (int i = 1; i <= backends; i++) {
                states.put(i, State.TAKES);
            }
            return states;
        }

        private Service service() {
            final List<Backend> backends = new ArrayList<>();
            states.forEach((number, state) -> {
                if (state != State.REMOVED) {
                    final IpAddress address = IpAddress.parse("10.0.0." + number);
                    backends.add(new Backend(address, state == State.TAKES ? 1 : 0, state != State.FAILED));
                }
            });
            return new Service(
                            "web",
                            IpAddress.parse(Sites.VIP4),
                            Protocol.TCP,
                            80,
                            Mode.L2DSR,
                            HashFields.FIVE_TUPLE,
                            251,
                            List.of(),
                            backends,
                            new FlowTracking(scope, DRAIN, false),
                            Handling.DEFAULT)
                    .withClients(clients);
        }

        void divide(final List<ClientRule> rules) {
            clients = rules;
            generations.adopt(generations.current().number() + 1, List.of(service()));
        }

        void set(final int backend, final State state) {
            states.put(backend, state);
            generations.adopt(generations.current().number() + 1, List.of(service()));
        }

        void prepare(final int backend, final State state) {
            final State before = states.put(backend, state);
            generations.prepare(generations.current().number() + 1, List.of(service()));
            states.put(backend, before);
        }

        void pass(final int seconds) {
            second += seconds;
            flows.tick(TimeUnit.SECONDS.toNanos(second));
            generations.retire(flows);
        }

        boolean serves(final int backend) {
            final State state = states.get(backend);
            return state == State.TAKES || state == State.DRAINS;
        }

        /** Backends for the same clients that take flows. */
        long takersBeside(final int backend) {
            return states.entrySet().stream()
                    .filter(one -> one.getKey() != backend && one.getValue() == State.TAKES)
                    .filter(one -> clients.isEmpty() || (one.getKey() - 1) / 3 == (backend - 1) / 3)
                    .count();
        }

        int begin(final int flow) {
            return sent(frame(flow).syn(port(flow), 80).frame());
        }

        int goOn(final int flow) {
            return sent(frame(flow).tcp(port(flow), 80, 10).frame());
        }

        /** A router says that an answer of the flow's backend did not arrive. */
        int fail(final int flow) {
            final byte[] answer = FrameBuilder.packet(Sites.VIP4, client(flow))
                    .tcp(80, port(flow), 0)
                    .ip();
            return sent(IcmpBuilder.packet("192.0.2.1", Sites.VIP4, 3, 4, 1400, IcmpBuilder.first(28, answer))
                    .macs(MARK, Rig.STATION)
                    .frame());
        }

        private static String client(final int flow) {
            return "198.51.100." + flow % 250;
        }

        private static FrameBuilder frame(final int flow) {
            return FrameBuilder.packet(client(flow), Sites.VIP4).macs(MARK, Rig.STATION);
        }

        private static int port(final int flow) {
            return 1024 + flow / 250;
        }

        /** Both packets in one burst. */
        List<Integer> beginAndGoOn(final int flow) {
            final byte[] syn = frame(flow).syn(port(flow), 80).frame();
            final byte[] ack = frame(flow).tcp(port(flow), 80, 10).frame();
            return rig.walk(syn, ack).stream().map(sent -> sent[5] & 0xFF).toList();
        }

        /** Hears at once all that another node has recorded; both number backends alike. */
        void hear(final Node other) {
            other.flows
                    .of(0)
                    .own()
                    .forEach(
                            other.flows.now(),
                            (flow, lasting, kind, age) -> flows.peers().learn(flow, lasting, kind, age, flows.now()));
        }

        private int sent(final byte[] frame) {
            return rig.walk(frame).getFirst()[5] & 0xFF;
        }

        long packets(final Choice choice) {
            return rig.worker.counters().packets(choice);
        }

        /** Records of both kinds. */
        long records() {
            return flows.sum(RecordCounter.EMBRYONIC) + confirmed();
        }

        long confirmed() {
            return flows.sum(RecordCounter.CONFIRMED);
        }

        @Override
        public void close() {
            generations.close();
            rig.close();
            flows.close();
        }
    }

    private static Route route(final Service service, final Backend backend) {
        return new Route(0, 1500, Rig.STATION, MARK | backend.address().low() & 0xFF, null);
    }

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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 6)) {
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
        try (Node node = new Node(scope, 6, clients)) {
            final List<Flow> flows = new ArrayList<>();
            for (int step = 0; step < 400; step++) {
                if (random.nextInt(4) == 0) {
                    change(node, flows, random);
                }
                if (flows.size() < 150) {
                    final int number = step + 1;
                    flows.add(new Flow(number, node.begin(number), node.second + 1));
                }
                node.pass(random.nextInt(3));
                for (final Flow flow : flows) {
                    if (flow.next <= node.second) {
                        assertEquals(flow.backend, node.goOn(flow.number), () -> "flow " + flow.number);
                        flow.next = node.second + 1 + random.nextInt(DRAIN - 5);
                    }
                }
            }
        }
    }

    private static void change(final Node node, final List<Flow> flows, final Random random) {
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
        try (Node node = new Node(FlowTracking.Scope.NONE, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            before.forEach((flow, backend) -> assertNotEquals(1, node.goOn(flow)));
            assertEquals(0, node.packets(Choice.OLD_OWNER));
        }
    }

    private static Map<Integer, Integer> begin(final Node node, final int flows) {
        final Map<Integer, Integer> backends = new HashMap<>();
        for (int flow = 1; flow <= flows; flow++) {
            backends.put(flow, node.begin(flow));
        }
        return backends;
    }

    @Test
    void onlyMovingSlotsAskForRecords() {
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 4)) {
            final Map<Integer, Integer> before = begin(node, 300);
            node.set(1, State.DRAINS);
            node.pass(20);
            node.set(2, State.DRAINS);
            try (Node ignorant = new Node(FlowTracking.Scope.MOVED, node.states);
                    Node learned = new Node(FlowTracking.Scope.MOVED, node.states)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 4)) {
            final Map<Integer, Integer> before = begin(node, 300);
            node.set(1, State.DRAINS);
            for (int second = 0; second < 2 * DRAIN; second += 10) {
                node.pass(10);
                before.forEach((flow, backend) -> assertEquals(backend, node.goOn(flow)));
            }
            assertEquals(List.of(), node.generations.past());
            try (Node late = new Node(FlowTracking.Scope.MOVED, node.states)) {
                late.pass((int) node.second);
                assertTrue(before.entrySet().stream().anyMatch(flow -> late.goOn(flow.getKey()) != flow.getValue()));
            }
            try (Node late = new Node(FlowTracking.Scope.MOVED, node.states)) {
                late.pass((int) node.second);
                late.hear(node);
                late.pass(2);
                before.forEach((flow, backend) -> assertEquals(backend, late.goOn(flow)));
            }
        }
    }

    /** The second packet of a flow may come to another node, which has heard of the first one. */
    @Test
    void aFlowMayGoOnElsewhereAfterOnePacket() {
        try (Node here = new Node(FlowTracking.Scope.MOVED, 4);
                Node there = new Node(FlowTracking.Scope.MOVED, 4)) {
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
        try (Node early = new Node(FlowTracking.Scope.MOVED, 4);
                Node late = new Node(FlowTracking.Scope.MOVED, 4)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 4)) {
            node.set(1, State.DRAINS);
            for (int flow = 1; flow < 300; flow++) {
                final List<Integer> sent = node.beginAndGoOn(flow);
                assertEquals(sent.get(0), sent.get(1));
                assertNotEquals(1, sent.get(0));
            }
        }
    }

    private static boolean goesToDrained(final Node node, final int flow) {
        return node.begin(flow) <= 2;
    }

    @Test
    void aLearnedPastCountsAsLongAsItDoesWhereItCameFrom() {
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            node.pass(DRAIN - 10);
            try (Node learned = new Node(FlowTracking.Scope.MOVED, node.states)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            node.pass(DRAIN + 2);
            before.forEach((flow, backend) -> assertNotEquals(1, node.goOn(flow), "silent for too long"));
            assertEquals(0, node.packets(Choice.OLD_OWNER));
        }
    }

    @Test
    void slotsAskUntilTheirLastRecordHasFallenSilent() {
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
            final Map<Integer, Integer> before = begin(node, 200);
            node.set(1, State.DRAINS);
            before.forEach((flow, backend) -> assertNotEquals(1, node.begin(flow)));
        }
    }

    @Test
    void anErrorGoesWhereItsFlowGoesAndLeavesNoTrace() {
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
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
        try (Node node = new Node(FlowTracking.Scope.MOVED, 3)) {
            node.prepare(1, State.REMOVED);
            node.prepare(2, State.REMOVED);
            assertTrue(node.generations.view().isTracking());
            node.set(1, State.TAKES);
            assertFalse(node.generations.view().isTracking());
        }
    }
}
