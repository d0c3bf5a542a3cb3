package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The packaged {@code guideway run} in network namespaces, with servers whose health it checks and packets on their way, and
 * who operates it: with sense, by the commands, and without. Needs root.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class OperatedNodeIT {
    private static final LabService SERVICE = LabService.OF_THE_DEMO.getFirst();
    private static final int CHECKED_PORT = 8080;
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int SESSIONS = 200;
    private static final int SLOW = 20;
    private static final int HUGE = 4 << 20;

    private static Guardian guardian;
    private static Lab lab;
    private static ForwarderProcess node;
    private static int commands;

    @BeforeAll
    static void startNode() throws Exception {
        assertEquals(List.of(), Requirements.missing(), "these tests cannot run here; run them as root");
        final DemoRun run = DemoRun.ofThisProcess();
        guardian = Guardian.of(run);
        lab = new Lab(run, List.of(SERVICE));
        lab.build();
        lab.namespace(LabHost.NODE)
                .ip(List.of("address add %s dev %s"
                        .formatted(LabHost.NODE.addressOnLink(Family.IPV4), LabHost.NODE.device())));
        for (final LabHost backend : LabHost.BACKENDS) {
            startServer(backend);
        }
        node = ForwarderProcess.start(lab, configuration());
        node.awaitForwarding();
        node.awaitSaid("controlling: ", 1);
    }

    @AfterAll
    static void removeEverything() throws IOException {
        if (guardian != null) {
            guardian.close();
        }
    }

    private static void startServer(final LabHost backend) throws Exception {
        answer(backend, 200);
        final Path script = lab.run().file("answer.py");
        try (InputStream text = OperatedNodeIT.class.getResourceAsStream("answer.py")) {
            Files.write(script, text.readAllBytes());
        }
        final Command command = lab.namespace(backend)
                .command(
                        Decapsulator.PYTHON,
                        "-I",
                        "-S",
                        script.toString(),
                        backend.ipv4(),
                        Integer.toString(CHECKED_PORT),
                        answerFile(backend).toString());
        Child.start(command, "server-" + backend.name()).awaitErrorWord("ready", BOUND);
    }

    private static Path answerFile(final LabHost backend) {
        return lab.run().file("answer-" + backend.name());
    }

    /** Has a backend's server answer so from now on. */
    private static void answer(final LabHost backend, final int status) throws IOException {
        final Path unfinished = Files.writeString(lab.run().file("answer-unfinished"), Integer.toString(status));
        Files.move(unfinished, answerFile(backend), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path configuration() throws IOException {
        final String neighbours = LabHost.BACKENDS.stream()
                .map(backend -> "%s: \"%s\"".formatted(backend.ipv4(), backend.mac()))
                .collect(Collectors.joining(", "));
        final String backends = LabHost.BACKENDS.stream()
                .map(backend -> "{address: %s}".formatted(backend.ipv4()))
                .collect(Collectors.joining(", "));
        return Files.writeString(lab.run().file("node.yaml"), """
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
                    health: {http: /, port: %d, interval: 500ms, timeout: 500ms, rise: 1, fall: 3}
                    backends: [%s]
                """.formatted(
                        LabHost.NODE.device(),
                        LabHost.NODE.addressOnLink(Family.IPV4),
                        neighbours,
                        ForwarderProcess.lastCpu(),
                        SERVICE.vip(),
                        NumberedPackets.PORT,
                        CHECKED_PORT,
                        backends));
    }

    private static Path socket() {
        return ForwarderProcess.api(lab.run());
    }

    /** What a command prints, which ends well. */
    private static String command(final String line) throws IOException, InterruptedException {
        final List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("guideway.jar")));
        words.addAll(List.of(line.split(" ")));
        words.addAll(List.of("--api", socket().toString()));
        return Child.start(new Command(lab.run(), words), "command-" + ++commands)
                .awaitEnd(BOUND);
    }

    private static JsonNode status() {
        try {
            return JsonMapper.shared().readTree(command("status --json"));
        } catch (final IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static JsonNode backend(final JsonNode status, final LabHost host) {
        return status.at("/services/0/backends/" + LabHost.BACKENDS.indexOf(host));
    }

    /** Waits for a status of which something is so; returns it. */
    private static JsonNode await(final Predicate<JsonNode> condition) throws InterruptedException {
        final List<JsonNode> seen = new ArrayList<>();
        assertTrue(
                Await.until(
                        () -> {
                            seen.add(status());
                            return condition.test(seen.getLast());
                        },
                        BOUND),
                () -> seen.getLast().toPrettyString());
        return seen.getLast();
    }

    private static long packets(final JsonNode counted) {
        return counted.get("packets").longValue();
    }

    @Test
    void theOperatorsWordStandsAboveTheChecks() throws Exception {
        final LabHost ill = LabHost.BACKENDS.get(0);
        final LabHost well = LabHost.BACKENDS.get(1);
        await(status -> backend(status, ill).get("effective").intValue() == 1);
        final NumberedPackets packets = NumberedPackets.send(lab, SERVICE.vip(), "operators");

        answer(ill, 500);
        final JsonNode down = backend(await(status -> isDown(status, ill)), ill);
        assertEquals("HTTP 500, expected 200", down.get("reason").stringValue());
        assertEquals(0, down.get("effective").intValue());
        assertTrue(command("status").lines().anyMatch(line -> line.matches("  +down for .*: HTTP 500, expected 200")));

        command("backend enable numbers %s --whatever-health".formatted(ill.ipv4()));
        final JsonNode forced = status();
        assertTrue(isDown(forced, ill), forced::toPrettyString);
        assertEquals(1, backend(forced, ill).get("effective").intValue());
        final long before = packets(backend(forced, ill));
        await(status -> packets(backend(status, ill)) > before);
        command("backend enable numbers " + ill.ipv4());
        assertEquals(0, backend(status(), ill).get("effective").intValue());

        command("backend disable numbers " + well.ipv4());
        final JsonNode disabled = laterThan(laterThan(status()));
        assertEquals("up", backend(disabled, well).get("health").stringValue());
        assertEquals(0, backend(disabled, well).get("effective").intValue());
        assertEquals(packets(backend(disabled, well)), packets(backend(laterThan(disabled), well)));
        command("backend enable numbers " + well.ipv4());
        answer(ill, 200);
        await(status -> backend(status, ill).get("effective").intValue() == 1);
        assertNothingLost(packets.end());
    }

    private static boolean isDown(final JsonNode status, final LabHost host) {
        return backend(status, host).get("health").stringValue().equals("down");
    }

    /** The next one whose counters have gone on. */
    private static JsonNode laterThan(final JsonNode before) throws InterruptedException {
        return await(status -> packets(status.at("/services/0")) > packets(before.at("/services/0")));
    }

    private static void assertNothingLost(final NumberedPackets.Outcome outcome) {
        assertTrue(outcome.sent() > 0);
        assertEquals(0, outcome.lost(), () -> "of %d packets%n%s".formatted(outcome.sent(), node.tail()));
        assertEquals(0, outcome.twice());
    }

    @Test
    void garbageOnTheApiChangesNothingAndLosesNothing() throws Exception {
        final JsonNode before = await(OperatedNodeIT::isQuiet);
        final NumberedPackets packets = NumberedPackets.send(lab, SERVICE.vip(), "garbage");
        final Random random = new Random(4);
        final List<SocketChannel> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SESSIONS; i++) {
                if (i % (SESSIONS / SLOW) == 0) {
                    slow.add(connect());
                }
                drip(slow, i);
                talk(garbage(i, random));
            }
            assertEquals(desired(before), desired(status()));
        } finally {
            for (final SocketChannel channel : slow) {
                channel.close();
            }
        }
        assertEquals(desired(before), desired(status()));
        assertNothingLost(packets.end());
    }

    private static boolean isQuiet(final JsonNode status) {
        return LabHost.BACKENDS.stream()
                .allMatch(host -> backend(status, host).get("effective").intValue() == 1);
    }

    /** Everything of a status that only operators change. */
    private static JsonNode desired(final JsonNode status) {
        final ObjectNode node = (ObjectNode) status.deepCopy();
        node.remove(List.of("received", "verdicts", "workers"));
        final ObjectNode service = (ObjectNode) node.at("/services/0");
        service.remove(List.of("packets", "octets"));
        service.get("backends")
                .forEach(backend -> ((ObjectNode) backend).remove(List.of("packets", "octets", "reason")));
        return node;
    }

    /** Noise, what breaks off, what is too large, and what is well-formed and makes no sense. */
    private static byte[] garbage(final int kind, final Random random) {
        final byte[] request = request("{\"weight\": 17}");
        return switch (kind % 4) {
            case 0 -> noise(random, random.nextInt(2000));
            case 1 -> Arrays.copyOf(request, random.nextInt(request.length));
            case 2 -> kind % 40 == 2 ? noise(random, HUGE) : request("[".repeat(random.nextInt(2000)));
            default -> request("{\"weight\": %d, \"state\": \"%x\"}".formatted(random.nextInt(), random.nextInt()));
        };
    }

    private static byte[] noise(final Random random, final int length) {
        final byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    private static byte[] request(final String body) {
        return "PATCH /v1/services/numbers/backends/%s HTTP/1.1\r\nHost: node\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(LabHost.BACKENDS.getFirst().ipv4(), body.length(), body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }

    /** Says it, and hears what the node has to say to that, if it does not hang up before. */
    private static void talk(final byte[] octets) throws IOException {
        try (SocketChannel channel = connect()) {
            write(channel, octets);
            final ByteBuffer answer = ByteBuffer.allocate(1 << 16);
            try {
                channel.shutdownOutput();
                while (channel.read(answer.clear()) >= 0) {}
            } catch (final IOException hungUp) {
                // Which is an answer, too.
            }
        }
    }

    private static void write(final SocketChannel channel, final byte[] octets) {
        try {
            final ByteBuffer rest = ByteBuffer.wrap(octets);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (final IOException hungUp) {
            // It need not listen to the end.
        }
    }

    /** One octet more for each of those that never come to an end. */
    private static void drip(final List<SocketChannel> slow, final int at) {
        final byte[] request = request("{\"weight\": 17}");
        slow.forEach(channel -> write(channel, new byte[] {request[Math.min(at, request.length / 2)]}));
    }
}
