package io.guideway.controller.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes over the socket: the server lives, and nothing changes by what was not understood. */
class ApiGarbageTest {
    private static final int TIMES = 1000;
    private static final List<String> WORDS =
            List.of("{\"weight\": 1}", "{\"weight\": 17}", "{\"state\": \"forced\"}", "{\"state\": \"draining\"}");

    @TempDir
    private Path directory;

    private final Random random = new Random(20260101);
    private RunningApi api;
    private long socketsBefore;

    @BeforeEach
    void start() throws IOException {
        api = new RunningApi(directory.resolve("a.sock"));
        assertAlive();
        socketsBefore = sockets();
    }

    @AfterEach
    void everythingIsAsBefore() throws IOException, InterruptedException {
        assertAlive();
        assertEquals(List.of(), api.log());
        assertTrue(Await.until(() -> sockets() <= socketsBefore, Duration.ofSeconds(60)));
        assertTrue(apiThreads() <= 20, "threads of the server: " + apiThreads());
        api.close();
    }

    @Test
    void noiseChangesNothing() throws IOException {
        for (int i = 0; i < TIMES; i++) {
            final byte[] noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            assertRefused(HttpOverSocket.exchange(api.socket(), noise));
        }
        assertEquals(List.of(), api.node().asked());
    }

    @Test
    void whatBreaksOffChangesNothing() throws IOException {
        for (int i = 0; i < TIMES; i++) {
            final byte[] whole = request();
            assertRefused(HttpOverSocket.exchange(api.socket(), Arrays.copyOf(whole, random.nextInt(whole.length))));
        }
        assertEquals(List.of(), api.node().asked());
    }

    @Test
    void whatIsDamagedIsRefusedOrUnderstood() throws IOException {
        for (int i = 0; i < TIMES; i++) {
            final byte[] request = request();
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                request[random.nextInt(request.length)] = (byte) random.nextInt(256);
            }
            final int before = api.node().asked().size();
            final String answer = HttpOverSocket.exchange(api.socket(), request);
            if (!answer.startsWith("HTTP/1.1 200")) {
                assertEquals(before, api.node().asked().size(), answer);
            }
        }
    }

    @Test
    void noiseAfterRequestsIsNotMistakenForThem() throws IOException {
        final int many = 50;
        for (int i = 0; i < many; i++) {
            final byte[] noise = new byte[200];
            random.nextBytes(noise);
            final byte[] request = keepAlive(request());
            final byte[] both = Arrays.copyOf(request, 2 * request.length + noise.length);
            System.arraycopy(request, 0, both, request.length, request.length);
            System.arraycopy(noise, 0, both, 2 * request.length, noise.length);
            HttpOverSocket.exchange(api.socket(), both);
        }
        assertEquals(2 * many, api.node().asked().size());
    }

    @Test
    void hugeHeadsAreRefused() throws IOException {
        for (int i = 0; i < 20; i++) {
            final String head = "GET /v1/status HTTP/1.1\r\nHost: n\r\n"
                    + "X-%d: y\r\n".formatted(i).repeat(100_000);
            assertRefused(HttpOverSocket.exchange(api.socket(), head.getBytes(StandardCharsets.UTF_8)));
            assertRefused(HttpOverSocket.exchange(
                    api.socket(), ("GET /" + "a".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void tooManyConnectionsAreClosedAndRoomComesBack() throws IOException, InterruptedException {
        final List<SocketChannel> channels = new ArrayList<>();
        try {
            for (int i = 0; i <= 2 * Patience.MOST_CONNECTIONS; i++) {
                channels.add(SocketChannel.open(UnixDomainSocketAddress.of(api.socket())));
            }
            final ByteBuffer none = ByteBuffer.allocate(1);
            assertEquals(-1, channels.getLast().read(none));
        } finally {
            for (final SocketChannel channel : channels) {
                channel.close();
            }
        }
        assertTrue(Await.until(() -> sockets() <= socketsBefore, Duration.ofSeconds(60)));
    }

    @Test
    void whoDripsIsNotWaitedForForever() throws IOException, InterruptedException {
        final MemoryNode node = new MemoryNode();
        try (ApiServer impatient = new ApiServer(
                        node,
                        () -> "",
                        directory.resolve("b.sock"),
                        Optional.empty(),
                        line -> {},
                        new Patience(Duration.ofMillis(500)));
                SocketChannel head = SocketChannel.open(UnixDomainSocketAddress.of(impatient.place()));
                SocketChannel body = SocketChannel.open(UnixDomainSocketAddress.of(impatient.place()))) {
            final String request = new String(request(), StandardCharsets.UTF_8);
            body.write(
                    ByteBuffer.wrap(request.substring(0, request.length() - 2).getBytes(StandardCharsets.UTF_8)));
            head.configureBlocking(false);
            body.configureBlocking(false);
            assertTrue(Await.until(() -> isClosed(head, "X") && isClosed(body, ""), Duration.ofSeconds(60)));
            assertEquals(List.of(), node.asked());
        }
    }

    /** Says a little more, and looks whether somebody still listens. */
    private static boolean isClosed(final SocketChannel channel, final String more) {
        try {
            channel.write(ByteBuffer.wrap(more.getBytes(StandardCharsets.UTF_8)));
            final ByteBuffer answer = ByteBuffer.allocate(4096);
            int octets = channel.read(answer);
            while (octets > 0) {
                answer.clear();
                octets = channel.read(answer);
            }
            return octets < 0;
        } catch (final IOException reset) {
            return true;
        }
    }

    /** One that changes something. */
    private byte[] request() {
        final String word = WORDS.get(random.nextInt(WORDS.size()));
        return "PATCH /v1/services/web/backends/10.0.1.%d HTTP/1.1\r\nHost: node\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(random.nextInt(1, 255), word.length(), word)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] keepAlive(final byte[] request) {
        return new String(request, StandardCharsets.UTF_8)
                .replace("Connection: close\r\n", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(final String answer) {
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
    }

    private void assertAlive() throws IOException {
        assertEquals(200, HttpOverSocket.send(api.socket(), "GET", "/v1/status").status());
    }

    private static long sockets() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(ApiGarbageTest::isSocket).count();
        } catch (final IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static boolean isSocket(final Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (final IOException closedMeanwhile) {
            return false;
        }
    }

    private static long apiThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("api-"))
                .count();
    }
}
