package io.guideway.forwarder;

import static io.guideway.forward.QuicSites.CONFIGS;
import static io.guideway.forward.QuicSites.address;
import static io.guideway.forward.QuicSites.connectionId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.flow.RecordCounter;
import io.guideway.forward.Choice;
import io.guideway.forward.FlowMemory;
import io.guideway.forward.QuicPackets;
import io.guideway.forward.QuicSites;
import io.guideway.forward.Rig;
import io.guideway.forward.Sites;
import io.guideway.packet.FrameBuilder;
import io.guideway.service.Backend;
import io.guideway.service.FlowTracking;
import io.guideway.service.Mode;
import io.guideway.service.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** QUIC connections keep their backends while the service changes, and nothing is remembered of them. Time is the test's. */
class QuicChangesTest {
    private static final int DRAIN = 60;

    /** A node of one worker, which the test's own thread runs. */
    private static final class Node implements AutoCloseable {
        private final FlowTracking tracking;
        private final Generations generations;
        private final FlowStore flows = new FlowStore(1, 1 << 16, FlowMemory.IDLE, new long[] {1, 2});
        private final Rig rig;
        private long second;

        Node(final FlowTracking.Scope scope, final boolean sticks, final List<Backend> backends) {
            tracking = new FlowTracking(scope, DRAIN, sticks);
            final List<Service> services = List.of(service(backends));
            generations = new Generations(1, services, QuicSites::route, () -> TimeUnit.SECONDS.toNanos(second));
            rig = new Rig(services, QuicSites::route, flows.of(0));
            rig.worker.offer(generations.view());
            rig.worker.runOnce();
            generations.join(0, rig.worker, () -> false); // it adopts with the next burst
        }

        private Service service(final List<Backend> backends) {
            return QuicSites.service(Sites.VIP4, Mode.L2DSR, tracking, backends);
        }

        void change(final List<Backend> backends) {
            generations.adopt(generations.current().number() + 1, List.of(service(backends)));
        }

        void pass(final int seconds) {
            second += seconds;
            flows.tick(TimeUnit.SECONDS.toNanos(second));
            generations.retire(flows);
        }

        int send(final String client, final int port, final byte[] datagram) {
            final FrameBuilder packet = FrameBuilder.packet(client, Sites.VIP4).udp(port, 443, datagram);
            return QuicSites.backend(rig.walk(packet.frame()).getFirst());
        }

        long records() {
            return flows.sum(RecordCounter.EMBRYONIC) + flows.sum(RecordCounter.CONFIRMED);
        }

        long packets(final Choice choice) {
            return rig.worker.counters().packets(choice);
        }

        @Override
        public void close() {
            generations.close();
            rig.close();
            flows.close();
        }
    }

    private static List<Backend> backends(final int first, final int last) {
        return QuicSites.backends(IntStream.rangeClosed(first, last).toArray());
    }

    /** A client begins by an id of its own, goes on by the server's, and moves to another network; meanwhile the service changes. */
    @ParameterizedTest
    @EnumSource(FlowTracking.Scope.class)
    void aConnectionOutlastsChangesAndMigration(final FlowTracking.Scope scope) {
        try (Node node = new Node(scope, false, backends(1, 6))) {
            final Map<Integer, Integer> backendOf = new HashMap<>();
            final Random random = new Random(7);
            for (int connection = 0; connection < 200; connection++) {
                final byte[] chosen = new byte[8];
                random.nextBytes(chosen);
                chosen[0] |= (byte) 0xE0; // names no configuration
                final int backend = node.send("198.51.100.1", 1024 + connection, QuicPackets.longHeader(chosen));
                backendOf.put(connection, backend);
            }
            final List<List<Backend>> changes = List.of(
                    backends(1, 9),
                    backends(1, 6),
                    Stream.concat(
                                    IntStream.rangeClosed(1, 6).mapToObj(n -> new Backend(address(n), 0)),
                                    backends(10, 12).stream())
                            .toList());
            for (final List<Backend> change : changes) {
                node.change(change);
                node.pass(2 * DRAIN);
                for (int connection = 0; connection < 200; connection++) {
                    final byte[] id = connectionId(CONFIGS.get(connection % 3), backendOf.get(connection), connection);
                    final String client = "198.51.100." + (2 + random.nextInt(200));
                    final int port = 1024 + random.nextInt(60_000);
                    assertEquals(backendOf.get(connection), node.send(client, port, QuicPackets.shortHeader(id)));
                }
            }
            assertEquals(600, node.packets(Choice.QUIC));
            assertEquals(200, node.packets(Choice.QUIC_CONFIG));
        }
    }

    @Test
    void whatGoesByItsConnectionIdLeavesNoRecord() {
        try (Node node = new Node(FlowTracking.Scope.ALL, true, backends(1, 6))) {
            node.change(backends(1, 9));
            for (int port = 1024; port < 1124; port++) {
                node.send("198.51.100.1", port, QuicPackets.shortHeader(connectionId(CONFIGS.getFirst(), 3, port)));
            }
            assertEquals(0, node.records());
            node.send("198.51.100.1", 999, QuicPackets.shortHeader(connectionId(CONFIGS.getFirst(), 99, 1)));
            assertEquals(1, node.records());
            assertEquals(100, node.packets(Choice.QUIC));
        }
    }

    /** Then it is a packet like any other: its flow has one backend, which is remembered where the service asks for that. */
    @Test
    void whatNamesNoBackendIsTrackedAsAFlow() {
        try (Node node = new Node(FlowTracking.Scope.MOVED, true, backends(1, 6))) {
            final byte[] unknown = QuicPackets.shortHeader(connectionId(CONFIGS.getFirst(), 99, 1));
            final Map<Integer, Integer> backendOf = new HashMap<>();
            for (int port = 1024; port < 1224; port++) {
                backendOf.put(port, node.send("198.51.100.1", port, unknown));
            }
            node.change(backends(1, 12));
            node.pass(2 * DRAIN);
            backendOf.forEach((port, backend) -> assertEquals(backend, node.send("198.51.100.1", port, unknown)));
        }
    }

    @Test
    void aConnectionOfABackendThatFailedOrLeftGoesByItsFlow() {
        try (Node node = new Node(FlowTracking.Scope.MOVED, false, backends(1, 6))) {
            final byte[] datagram = QuicPackets.shortHeader(connectionId(CONFIGS.get(1), 3, 1));
            assertEquals(3, node.send("198.51.100.1", 1024, datagram));
            node.change(Stream.concat(
                            Stream.of(new Backend(address(3), 0, false)), QuicSites.backends(1, 2, 4, 5, 6).stream())
                    .toList());
            final int instead = node.send("198.51.100.1", 1024, datagram);
            assertNotEquals(3, instead);
            node.change(QuicSites.backends(1, 2, 4, 5, 6));
            assertEquals(instead, node.send("198.51.100.1", 1024, datagram));
            node.change(backends(1, 6));
            assertEquals(3, node.send("198.51.100.77", 2024, datagram));
            assertTrue(node.packets(Choice.QUIC_SERVER) >= 2);
        }
    }
}
