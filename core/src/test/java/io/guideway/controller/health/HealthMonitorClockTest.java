package io.guideway.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The monitor against a clock that the test moves, and a server that says nothing until the test lets it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HealthMonitorClockTest {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - INTERVAL.toNanos() / 2); // it wraps on the way
    private final AtomicLong reads = new AtomicLong();
    private final Semaphore answer = new Semaphore(0);
    private final TcpServer server = new TcpServer(this::serve);
    private final Heard heard = new Heard();
    private final HealthMonitor monitor = new HealthMonitor(heard, this::now);

    @AfterEach
    void close() {
        monitor.close();
        server.close();
    }

    @Test
    void aRunIsCutOffWhenItsTimeIsOverAndTheNextBeginsAfterTheInterval() throws InterruptedException {
        watch();
        advance(INTERVAL);
        server.awaitConnection();
        advance(TIMEOUT);
        assertEquals("no answer within 200 ms", heard.transitions.take().reason());
        answer.release();
        server.awaitEnd();
        advance(INTERVAL.multipliedBy(2));
        server.awaitConnection();
    }

    @Test
    void aRunThatIsCutOffTooLateSaysNothingOfTheBackend() throws InterruptedException {
        watch();
        advance(INTERVAL);
        server.awaitConnection();
        advance(Duration.ofHours(1));
        assertEquals("this node was too busy to check in time", health().reason());
        assertEquals(1, health().unknown());
        assertEquals(0, health().bad());
        answer.release(2);
        advance(INTERVAL.multipliedBy(2));
        assertTrue(Await.until(() -> health().good() == 1, PATIENCE));
        assertTrue(heard.transitions.isEmpty());
    }

    private long now() {
        reads.incrementAndGet();
        return nowNs.get();
    }

    /** Moves the clock and waits until the monitor has gone by it: the step of one read is done at the next, and a run's thread reads it once, too. */
    private void advance(final Duration duration) throws InterruptedException {
        nowNs.addAndGet(duration.toNanos());
        final long before = reads.get();
        assertTrue(Await.until(() -> reads.get() >= before + 3, PATIENCE));
    }

    /** Answers when the test says so. */
    private void serve(final Socket socket) throws IOException {
        TcpServer.readRequest(socket);
        answer.acquireUninterruptibly();
        TcpServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    private void watch() {
        final Check check =
                new Check.Http("/", Optional.empty(), StatusSet.OK, Optional.empty(), Optional.empty(), Map.of());
        final HealthPolicy policy =
                Policies.of(check, server.address().getPort(), INTERVAL, TIMEOUT, 1, 1, Damping.NONE);
        final Service service = new Service(
                "web",
                IpAddress.parse("203.0.113.10"),
                Protocol.TCP,
                80,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                65537,
                List.of(),
                List.of(new Backend(IpAddress.parse("127.0.0.1"), 1)));
        monitor.update(List.of(service), Map.of("web", policy));
    }

    private BackendHealth health() {
        return monitor.snapshot().getFirst().backends().getFirst();
    }
}
