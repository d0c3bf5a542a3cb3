package io.guideway.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;

/** Single runs of checks. */
final class Runs {
    private Runs() {}

    static void good(final Check check, final InetSocketAddress target, final String reason) {
        assertEquals(Outcome.good(reason), run(check, target));
    }

    static void bad(final Check check, final InetSocketAddress target, final String reason) {
        final Outcome outcome = run(check, target);
        assertEquals(Outcome.Kind.BAD, outcome.kind(), outcome::toString);
        assertTrue(outcome.reason().contains(reason), outcome::toString);
        assertTrue(outcome.reason().length() < 300, outcome::toString);
    }

    private static Outcome run(final Check check, final InetSocketAddress target) {
        return Probe.of(check, target).run(new Attempt(Reach.anyhow(target)));
    }

    /** Begins a run that is expected to wait for ever, and lets its time be over as soon as {@code isWaiting} returns. */
    static void overdue(final Check check, final InetSocketAddress target, final Waiting isWaiting)
            throws InterruptedException {
        final Attempt attempt = new Attempt(Reach.anyhow(target));
        final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.startVirtualThread(() -> outcome.complete(Probe.of(check, target).run(attempt)));
        isWaiting.await();
        attempt.end();
        assertEquals(Outcome.Kind.BAD, outcome.join().kind());
    }

    /** Returns when the server has heard from the check. */
    @FunctionalInterface
    interface Waiting {
        void await() throws InterruptedException;
    }

    /** An address where nothing listens: a port that was free a moment ago. */
    static InetSocketAddress nobody() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
