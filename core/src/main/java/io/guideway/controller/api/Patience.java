package io.guideway.controller.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Bounds connections, in number and in time: what is too many is closed at once, and so is who has not sent a whole request
 * within some seconds of connecting or of the last answer. An idle timeout alone would let a peer hold a
 * connection for hours by an octet now and then. Any thread.
 */
final class Patience implements Connection.Listener {
    static final int MOST_CONNECTIONS = 64;
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final long longestNs;
    private final Map<Connection, Wait> waits = new ConcurrentHashMap<>();

    /** @param longest how long a peer may take for a request */
    Patience(final Duration longest) {
        longestNs = longest.toNanos();
    }

    /** How long one peer has been waited for. */
    private static final class Wait {
        private volatile long sinceNs = System.nanoTime();
        private volatile boolean isAnswered;
    }

    /** Looks every second, until the scheduler ends. */
    void watch(final Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    final long now = System.nanoTime();
                    waits.forEach((connection, wait) -> closeLate(connection, wait, now));
                    watch(scheduler);
                },
                1,
                TimeUnit.SECONDS);
    }

    private void closeLate(final Connection connection, final Wait wait, final long now) {
        if (!wait.isAnswered && now - wait.sinceNs > longestNs) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onOpened(final Connection connection) {
        if (connection instanceof SslConnection) {
            return; // the one inside it counts
        }
        waits.put(connection, new Wait());
        if (waits.size() > MOST_CONNECTIONS) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(final Connection connection) {
        waits.remove(connection);
    }

    /** The peer has sent all that it had to. */
    void received(final Connection connection) {
        final Wait wait = waits.get(connection);
        if (wait != null) {
            wait.isAnswered = true;
        }
    }

    /** The peer has its answer; its next request may begin. */
    void answered(final Connection connection) {
        final Wait wait = waits.get(connection);
        if (wait != null) {
            wait.sinceNs = System.nanoTime();
            wait.isAnswered = false;
        }
    }

    /** Connections that are open. */
    int connections() {
        return waits.size();
    }
}
