package io.guideway.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.guideway.cli.demo.Await;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends over a real media driver. */
class StreamsTest {
    private static final int ROUNDS = 20;

    @TempDir
    private Path directory;

    private Node node;

    @BeforeEach
    void startANode() {
        node = new Node(directory.resolve("node"));
    }

    @AfterEach
    void endTheNode() {
        node.close();
        assertFalse(Files.exists(node.place));
    }

    @Test
    void aControllerIsHeardAndAnswered() throws Exception {
        final Node.Controller controller = node.connect();
        final Hello hello = new Hello(4711, "controller of lb-1");
        assertEquals(OfferResult.SENT, controller.end().offer(hello));
        node.await(() -> !node.forwarderHeard.messages.isEmpty());
        assertEquals(List.of(hello), node.forwarderHeard.messages);
        final HelloAnswer answer = new HelloAnswer(4711, 0, ServiceSet.EMPTY.digest(), 1_700_000_000_000L);
        assertEquals(OfferResult.SENT, node.forwarder.offer(answer));
        node.await(() -> !controller.heard().messages.isEmpty());
        assertEquals(List.of(answer), controller.heard().messages);
        assertEquals(new StreamCounts(1, 0, 0, 0, 0, 0), node.forwarder.counts());
        assertEquals(new StreamCounts(1, 0, 0, 0, 0, 0), controller.end().counts());
    }

    @Test
    void tenThousandServicesOfTenBackendsAndTheirCountersGetThrough() throws Exception {
        final RandomMessages random = new RandomMessages(new Random(5));
        final Node.Controller controller = node.connect();
        final NewGeneration generation = NewGeneration.whole(1, random.services(10_000, 10));
        assertEquals(OfferResult.UNFINISHED, controller.end().offer(generation));
        assertEquals(OfferResult.BACK_PRESSURE, controller.end().offer(new Ping(1)), "one message at a time");
        node.await(() -> !node.forwarderHeard.messages.isEmpty());
        final NewGeneration received = (NewGeneration) node.forwarderHeard.messages.getFirst();
        assertEquals(generation, received);
        assertEquals(generation.digest(), received.onto(0, ServiceSet.EMPTY).digest());
        final Counters counters = random.counters(10_000, 100_000);
        assertEquals(OfferResult.UNFINISHED, node.forwarder.offer(counters));
        node.await(() -> !controller.heard().messages.isEmpty());
        assertEquals(List.of(counters), controller.heard().messages);
    }

    @Test
    void aReaderThatLagsHoldsTheSenderBackAndLosesNothing() throws Exception {
        final Node.Controller controller = node.connect();
        long sent = 0;
        while (controller.end().offer(new Ping(sent)) == OfferResult.SENT) {
            sent++;
        }
        assertEquals(OfferResult.BACK_PRESSURE, controller.end().offer(new Ping(sent)));
        final long expected = sent;
        node.await(() -> node.forwarderHeard.messages.size() >= expected);
        assertEquals(OfferResult.SENT, controller.end().offer(new Ping(sent)));
        node.await(() -> node.forwarderHeard.messages.size() == expected + 1);
        for (int i = 0; i <= expected; i++) {
            assertEquals(new Ping(i), node.forwarderHeard.messages.get(i));
        }
    }

    @Test
    void withoutAControllerNobodyIsConnected() {
        assertEquals(OfferResult.NOT_CONNECTED, node.forwarder.offer(new Pong(1)));
    }

    @Test
    void theNewestControllerIsHeardAndTheOthersAreNot() throws Exception {
        final Node.Controller older = node.connect();
        final Node.Controller newer = node.connect();
        node.await(() -> older.heard().went == 1);
        assertEquals(OfferResult.SENT, older.end().offer(new Ping(1)));
        assertEquals(OfferResult.SENT, newer.end().offer(new Ping(2)));
        node.await(() -> !node.forwarderHeard.messages.isEmpty()
                && node.forwarder.counts().superseded() == 1);
        assertEquals(List.of(new Ping(2)), node.forwarderHeard.messages);
        node.forwarder.offer(new Pong(2));
        node.await(() -> !newer.heard().messages.isEmpty());
        assertEquals(List.of(), older.heard().messages);
        newer.end().close();
        node.await(() -> node.forwarderHeard.went == 1);
        assertEquals(OfferResult.CLOSED, newer.end().offer(new Ping(3)));
        assertEquals(OfferResult.SENT, older.end().offer(new Ping(4)));
        node.await(() -> node.forwarder.counts().superseded() == 2);
        assertEquals(OfferResult.NOT_CONNECTED, node.forwarder.offer(new Pong(4)));
        assertEquals(List.of(new Ping(2)), node.forwarderHeard.messages);
    }

    @Test
    void aControllerThatGoesInTheMiddleOfAMessageIsForgotten() throws Exception {
        final Node.Controller leaving = node.connect();
        final NewGeneration generation = NewGeneration.whole(1, new RandomMessages(new Random(6)).services(5000, 10));
        assertEquals(OfferResult.UNFINISHED, leaving.end().offer(generation));
        leaving.end().close();
        node.await(() -> node.forwarderHeard.went == 1);
        assertEquals(1, node.forwarder.counts().incomplete());
        final Node.Controller next = node.connect();
        assertEquals(OfferResult.SENT, next.end().offer(new Ping(8)));
        node.await(() -> !node.forwarderHeard.messages.isEmpty());
        assertEquals(List.of(new Ping(8)), node.forwarderHeard.messages);
    }

    @Test
    void garbageOnTheStreamIsRefusedAndTheNextControllerIsHeard() throws Exception {
        final Random random = new Random(7);
        final int session = 77;
        try (Aeron aeron = Streams.connect(DriverDirectory.driver(node.place), Throwable::printStackTrace, () -> {});
                Subscription refusals = aeron.addSubscription(Streams.reader(session), Streams.ANSWERS);
                ExclusivePublication stranger =
                        aeron.addExclusivePublication(Streams.sender(session), Streams.COMMANDS)) {
            node.await(() -> node.forwarderHeard.came == 1);
            long sent = 0;
            for (int i = 0; i < 2000; i++) {
                // Beyond 16 KiB Aeron splits them, which no message of ours is.
                final byte[] garbage = new byte[i % 100 == 0 ? 40_000 : random.nextInt(200)];
                random.nextBytes(garbage);
                final UnsafeBuffer frame = new UnsafeBuffer(garbage);
                node.await(() -> stranger.offer(frame) > 0);
                sent += i % 100 == 0 ? 3 : 1;
                refusals.poll((buffer, offset, length, header) -> {}, 100);
            }
            final long expected = sent;
            node.await(() -> node.forwarder.counts().refused() == expected);
        }
        assertEquals(List.of(), node.forwarderHeard.messages);
        final Node.Controller controller = node.connect();
        controller.end().offer(new Ping(1));
        node.await(() -> !node.forwarderHeard.messages.isEmpty());
        assertEquals(List.of(), node.forwarderHeard.faults);
    }

    @Test
    void aRefusalReachesTheController() throws Exception {
        final int session = 78;
        try (Aeron aeron = Streams.connect(DriverDirectory.driver(node.place), Throwable::printStackTrace, () -> {});
                Subscription answers = aeron.addSubscription(Streams.reader(session), Streams.ANSWERS);
                ExclusivePublication commands =
                        aeron.addExclusivePublication(Streams.sender(session), Streams.COMMANDS)) {
            node.await(() -> node.forwarderHeard.came == 1);
            final byte[] newer = ReadFrames.encoded(new Ping(1));
            newer[6] = 2;
            node.await(() -> commands.offer(new UnsafeBuffer(newer)) > 0);
            final ReadFrames read = new ReadFrames(Side.CONTROLLER);
            node.await(() -> {
                answers.poll((buffer, offset, length, header) -> read.inbox().accept(buffer, offset, length, read), 1);
                return !read.messages.isEmpty();
            });
            assertEquals(
                    List.of(new Refused(
                            0,
                            12,
                            Refused.Cause.NOT_UNDERSTOOD,
                            "message Ping version 2, this forwarder knows up to 1; upgrade the forwarder first")),
                    read.messages);
        }
    }

    @Test
    void whatAHandlerThrowsComesOutOfThePollAndNothingComesTwice() throws Exception {
        final Node.Controller controller = node.connect();
        controller.end().offer(new Ping(1));
        controller.end().offer(new Ping(2));
        final ForwarderEnd.Handler broken = new FailingHandler();
        final IllegalStateException failure = assertThrows(
                IllegalStateException.class, () -> Await.until(() -> node.forwarder.poll(broken) < 0, Node.LONG));
        assertEquals("handler", failure.getMessage());
        node.await(() -> !node.forwarderHeard.messages.isEmpty());
        assertEquals(List.of(new Ping(2)), node.forwarderHeard.messages);
    }

    @Test
    void aPlaceBelongsToOneForwarderAndOneUser() throws Exception {
        final IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> new ForwarderEnd(node.place));
        assertEquals(
                "another forwarder uses directory %s; stop it, or name another".formatted(node.place),
                refusal.getMessage());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(node.place)));
        node.connect();
    }

    @Test
    void aLinkIsNoPlace() throws Exception {
        final Path link = Files.createSymbolicLink(
                directory.resolve("link"), Files.createDirectory(directory.resolve("elsewhere")));
        assertNoPlace("it is a link, or belongs to another user", link);
    }

    @Test
    void aDirectoryWithOtherThingsInItIsNoPlaceAndStaysAsItWas() throws Exception {
        final Path other = Files.createDirectory(directory.resolve("other"));
        Files.createFile(other.resolve("letter"));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertNoPlace("it has other things in it, such as letter", other);
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(other)));
        assertTrue(Files.exists(other.resolve("letter")));
    }

    private static void assertNoPlace(final String reason, final Path place) {
        assertEquals(
                "directory %s cannot be used for the media driver (%s); name one of this user's own, or a new one"
                        .formatted(place, reason),
                assertThrows(UncheckedIOException.class, () -> new ForwarderEnd(place))
                        .getMessage());
    }

    /** What the forwarder does every second of its life. */
    @Test
    void countersGoOutWithoutGarbage() throws Exception {
        final Node.Controller controller = node.connect();
        final Counters counters = new RandomMessages(new Random(9)).counters(2000, 20_000);
        final var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int i = 1; i <= ROUNDS; i++) {
            final long before = thread.getCurrentThreadAllocatedBytes();
            assertNotEquals(OfferResult.BACK_PRESSURE, node.forwarder.offer(counters));
            for (int poll = 0; poll < 100; poll++) {
                node.forwarder.poll(node.forwarderHeard);
            }
            allocated = thread.getCurrentThreadAllocatedBytes() - before;
            final int received = i;
            node.await(() -> controller.heard().messages.size() == received);
        }
        assertEquals(0, allocated);
    }

    @Test
    void whereNoForwarderIsThereIsNoConnection() {
        final Path nowhere = directory.resolve("nowhere");
        final ForwarderAbsentException absent =
                assertThrows(ForwarderAbsentException.class, () -> ControllerEnd.connect(nowhere));
        assertEquals(
                "no forwarder answers at %s; start it, or name the directory that it was given".formatted(nowhere),
                absent.getMessage());
    }

    @Test
    void aForwarderThatStartsAgainIsFoundAgain() throws Exception {
        final Node.Controller controller = node.connect();
        node.forwarder.close();
        assertEquals(OfferResult.CLOSED, node.forwarder.offer(new Pong(1)));
        node.await(() -> controller.end().isClosed() && controller.heard().went == 1);
        assertEquals(OfferResult.CLOSED, controller.end().offer(new Ping(1)));
        controller.end().close();
        final ForwarderEnd before = node.forwarder;
        node = new Node(node.place);
        before.close();
        final Node.Controller again = node.connect();
        assertEquals(OfferResult.SENT, again.end().offer(new Ping(2)));
        node.await(() -> !node.forwarderHeard.messages.isEmpty());
        assertTrue(node.forwarderHeard.faults.isEmpty());
    }

    /** Throws at every command. */
    private static final class FailingHandler implements ForwarderEnd.Handler {
        @Override
        public void onController() {}

        @Override
        public void onControllerGone() {}

        @Override
        public void onCommand(final Command command) {
            throw new IllegalStateException("handler");
        }

        @Override
        public void onNotUnderstood(final Refused refusal) {}

        @Override
        public void onFault(final Throwable fault) {}
    }
}
