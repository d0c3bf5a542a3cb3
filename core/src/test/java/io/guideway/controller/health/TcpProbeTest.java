package io.guideway.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TcpProbeTest {
    private static final Check CONNECT = new Check.Tcp();

    @Test
    void aServerThatAcceptsIsGood() {
        try (TcpServer server = TcpServer.silent()) {
            Runs.good(CONNECT, server.address(), "connected");
        }
    }

    @Test
    void nobodyThereIsBad() {
        Runs.bad(CONNECT, Runs.nobody(), "no connection: Connection refused");
    }

    @Test
    void aRunWhoseTimeIsOverBeforeItBeginsOpensNothing() {
        try (TcpServer server = TcpServer.silent()) {
            final Attempt attempt = new Attempt(Reach.anyhow(server.address()));
            attempt.end();
            assertEquals(
                    Outcome.bad("the time for this check is over"),
                    Probe.of(CONNECT, server.address()).run(attempt));
        }
    }

    @Test
    void whatThisNodeLacksIsNoFaultOfTheBackend() {
        final Probe probe = attempt -> {
            throw new IOException("Too many open files");
        };
        assertEquals(
                Outcome.unknown("this node could not check: Too many open files"),
                probe.run(new Attempt(Reach.anyhow(Runs.nobody()))));
    }

    @Test
    void anErrorOfOursIsNoFaultOfTheBackend() {
        final Probe probe = attempt -> {
            throw new OutOfMemoryError("none left");
        };
        assertEquals(
                Outcome.Kind.UNKNOWN,
                probe.run(new Attempt(Reach.anyhow(Runs.nobody()))).kind());
    }

    @Test
    void whatNobodyThoughtOfIsBad() {
        final Probe probe = attempt -> {
            throw new IllegalStateException("odd");
        };
        assertEquals(
                Outcome.Kind.BAD,
                probe.run(new Attempt(Reach.anyhow(Runs.nobody()))).kind());
    }
}
