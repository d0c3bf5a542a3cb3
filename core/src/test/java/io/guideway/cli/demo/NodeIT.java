package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged {@code guideway run} in network namespaces, under load, while bad things happen to it. Needs root. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class NodeIT {
    private static final LabService SERVICE = LabService.OF_THE_DEMO.getFirst();
    private static final int RELOADS = 10;
    private static final int GARBAGE_SESSIONS = 20;
    private static final int GARBAGE_FRAMES = 200;
    private static final int LONGEST_GARBAGE = 3000;
    private static final int COMMANDS = 1;

    private Guardian guardian;
    private Lab lab;
    private Path configuration;
    private ForwarderProcess node;

    @BeforeEach
    void startNode() throws Exception {
        assertEquals(List.of(), Requirements.missing(), "these tests cannot run here; run them as root");
        final DemoRun run = DemoRun.ofThisProcess();
        guardian = Guardian.of(run);
        lab = new Lab(run, List.of(SERVICE));
        lab.build();
        configuration = run.file("node.yaml");
        configure(1);
        node = ForwarderProcess.start(lab, configuration);
        node.awaitForwarding();
    }

    @AfterEach
    void removeEverything() throws IOException {
        guardian.close();
    }

    /** Three backends, the first with this weight. Put in place at once, as an operator's editor does it. */
    private void configure(final int weight) throws IOException {
        final String neighbours = LabHost.BACKENDS.stream()
                .map(backend -> "%s: \"%s\"".formatted(backend.ipv4(), backend.mac()))
                .collect(Collectors.joining(", "));
        final String backends = LabHost.BACKENDS.stream()
                .skip(1)
                .map(backend -> ", {address: %s}".formatted(backend.ipv4()))
                .collect(Collectors.joining());
        Files.writeString(configuration, """
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--in-memory", "--no-pci", "--vdev=net_af_packet0,iface=%s,framecnt=4096"]
                  ports: [{id: 0, address: [%s], neighbours: {%s}}]
                  workers: [%d]
                  idle: backoff
                services:
                  - name: numbers
                    vip: %s
                    protocol: udp
                    port: %d
                    mode: l2dsr
                    backends: [{address: %s, weight: %d}%s]
                """.formatted(
                        LabHost.NODE.device(),
                        LabHost.NODE.addressOnLink(Family.IPV4),
                        neighbours,
                        ForwarderProcess.lastCpu(),
                        SERVICE.vip(),
                        NumberedPackets.PORT,
                        LabHost.BACKENDS.getFirst().ipv4(),
                        weight,
                        backends));
    }

    private NumberedPackets load() throws IOException, InterruptedException {
        return NumberedPackets.send(lab, SERVICE.vip(), "numbers");
    }

    private void assertNothingLost(final NumberedPackets.Outcome outcome) throws InterruptedException {
        final ForwarderCounters counters = node.stop();
        assertTrue(outcome.sent() > 0);
        assertEquals(
                0,
                outcome.lost(),
                () -> "of %d packets; the forwarder counted %s%n%s".formatted(outcome.sent(), counters, node.tail()));
        assertEquals(0, outcome.twice());
    }

    @Test
    void killingTheControllerLosesNothing() throws Exception {
        final NumberedPackets packets = load();
        for (int i = 1; i <= 2; i++) {
            node.killHalf("controller");
            node.awaitSaid("the controller has ended by signal 9", i);
            node.awaitSaid("with generation 1, which is what is wanted", i);
        }
        assertNothingLost(packets.end());
    }

    @Test
    void reloadsLoseNothing() throws Exception {
        final NumberedPackets packets = load();
        for (int i = 1; i <= RELOADS; i++) {
            configure(1 + i % 2);
            node.reload();
            node.awaitSaid("generation %d, adopted by every worker".formatted(1 + i), 1);
        }
        assertNothingLost(packets.end());
    }

    /** Whoever writes there is of the same user, and may be of another version, or mad. */
    @Test
    void garbageFromAControllerLosesNothing() throws Exception {
        final NumberedPackets packets = load();
        try (Aeron aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(lab.run().file("wire").resolve("aeron").toString()))) {
            final Random random = new Random(4);
            for (int session = 0; session < GARBAGE_SESSIONS; session++) {
                try (Publication garbage = aeron.addPublication("aeron:ipc?mtu=16k|term-length=1m", COMMANDS)) {
                    talk(garbage, random);
                }
            }
        }
        node.awaitSaid("refused: ", 1);
        configure(2);
        node.reload();
        node.awaitSaid("generation 2, adopted by every worker", 1);
        assertNothingLost(packets.end());
    }

    private static void talk(final Publication garbage, final Random random) {
        final byte[] octets = new byte[LONGEST_GARBAGE];
        final UnsafeBuffer buffer = new UnsafeBuffer(octets);
        for (int i = 0; i < GARBAGE_FRAMES; i++) {
            random.nextBytes(octets);
            final int length = random.nextInt(LONGEST_GARBAGE);
            while (garbage.offer(buffer, 0, length) == Publication.BACK_PRESSURED) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    @Test
    void aKilledForwarderIsBackAfterAWhile() throws Exception {
        final NumberedPackets packets = load();
        node.killHalf("forwarder");
        final long killedNs = System.nanoTime();
        node.awaitSaid("the forwarder has ended by signal 9", 1);
        node.awaitSaid("forwarding: 1 services", 2);
        final long readyNs = System.nanoTime();
        Await.until(() -> System.nanoTime() - readyNs > TimeUnit.SECONDS.toNanos(1), java.time.Duration.ofSeconds(5));
        final NumberedPackets.Outcome outcome = packets.end();
        final double first = outcome.arrivals().values().stream()
                        .filter(time -> time > killedNs + TimeUnit.MILLISECONDS.toNanos(100))
                        .mapToLong(time -> time - killedNs)
                        .min()
                        .orElseThrow()
                / 1e9;
        System.out.printf(
                "the forwarder was killed: first packet after %.2f s, %d of %d packets lost%n",
                first, outcome.lost(), outcome.sent());
        assertEquals(0, outcome.twice());
        assertTrue(node.stop().received() > 0, "counters begin anew");
    }
}
