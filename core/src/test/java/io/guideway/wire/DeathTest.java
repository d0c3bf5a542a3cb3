package io.guideway.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One end is killed by SIGKILL, and the other goes on. */
class DeathTest {
    @TempDir
    private Path directory;

    @Test
    void aControllerKilledInTheMiddleOfAMessageIsMissedAndForgotten() throws Exception {
        try (Node node = new Node(directory.resolve("node"));
                ChildEnd controller = ChildEnd.start(ChildEnd.UnfinishedController.class, node.place)) {
            node.await(() -> node.forwarderHeard.came == 1);
            controller.kill();
            node.await(() -> node.forwarderHeard.went == 1);
            assertEquals(List.of(), node.forwarderHeard.messages);
            assertEquals(1, node.forwarder.counts().incomplete());
            assertEquals(OfferResult.NOT_CONNECTED, node.forwarder.offer(new Pong(1)));
        }
    }

    @Test
    void theNextControllerTakesThePlaceOfAKilledOne() throws Exception {
        try (Node node = new Node(directory.resolve("node"));
                ChildEnd killed = ChildEnd.start(ChildEnd.UnfinishedController.class, node.place)) {
            node.await(() -> node.forwarderHeard.came == 1);
            killed.kill();
            final Node.Controller next = node.connect();
            assertEquals(1, node.forwarder.counts().incomplete());
            assertEquals(OfferResult.SENT, next.end().offer(new Ping(1)));
            node.await(() -> !node.forwarderHeard.messages.isEmpty());
            assertEquals(OfferResult.SENT, node.forwarder.offer(new Pong(1)));
            node.await(() -> !next.heard().messages.isEmpty());
            assertEquals(List.of(new Pong(1)), next.heard().messages);
        }
    }

    @Test
    void aKilledForwarderIsMissedAndItsPlaceTakenOverAtOnce() throws Exception {
        final Path place = directory.resolve("node");
        final Recorder heard = new Recorder();
        try (ChildEnd forwarder = ChildEnd.start(ChildEnd.RunningForwarder.class, place);
                ControllerEnd controller = ControllerEnd.connect(place)) {
            assertAnswered(controller, heard);
            forwarder.kill();
            try (Node next = new Node(place)) {
                next.connect();
                awaitEnd(controller, heard);
            }
        }
    }

    @Test
    void aForwarderThatStoodStillIsMissedAndFoundAgain() throws Exception {
        final Path place = directory.resolve("node");
        try (ChildEnd forwarder = ChildEnd.start(ChildEnd.RunningForwarder.class, place)) {
            final Recorder heard = new Recorder();
            try (ControllerEnd controller = ControllerEnd.connect(place)) {
                assertAnswered(controller, heard);
                forwarder.signal("STOP");
                awaitEnd(controller, heard);
            }
            forwarder.signal("CONT");
            assertTrue(Await.until(() -> isAnswering(place), Node.LONG));
        }
    }

    private static void awaitEnd(final ControllerEnd controller, final Recorder heard) throws InterruptedException {
        assertTrue(Await.until(
                () -> {
                    controller.poll(heard);
                    return heard.went == 1 && controller.isClosed();
                },
                Node.LONG));
    }

    private static void assertAnswered(final ControllerEnd controller, final Recorder heard)
            throws InterruptedException {
        assertTrue(Await.until(
                () -> {
                    controller.poll(heard);
                    return heard.came == 1;
                },
                Node.LONG));
        assertEquals(OfferResult.SENT, controller.offer(new Ping(6)));
        assertTrue(Await.until(
                () -> {
                    controller.poll(heard);
                    return heard.messages.equals(List.of(new Pong(6)));
                },
                Node.LONG));
    }

    /** One try of a controller whose forwarder may be about to make another end. */
    private static boolean isAnswering(final Path place) {
        final Recorder heard = new Recorder();
        try (ControllerEnd controller = ControllerEnd.connect(place)) {
            return Await.until(
                            () -> {
                                controller.poll(heard);
                                if (heard.came == 1 && heard.messages.isEmpty()) {
                                    controller.offer(new Ping(7));
                                }
                                return controller.isClosed() || !heard.messages.isEmpty();
                            },
                            Node.LONG)
                    && !heard.messages.isEmpty();
        } catch (final ForwarderAbsentException notYet) {
            return false;
        } catch (final InterruptedException end) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
