package io.guideway.bench.lab.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.lab.tier.Event.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the client tells of connections, put down to steps. */
class AccountTest {
    private static final Step FIRST = new Step("first", 0, 100, Optional.empty());
    private static final Step CRASH = new Step("crash", 100, 200, Optional.of("b2"));
    private static final Step LAST = new Step("last", 200, 300, Optional.of("b2"));

    private static Event event(final Kind kind, final long at, final long connection, final String backend) {
        return new Event(kind, at, connection, 4711, backend, at, "");
    }

    private static Event broken(final long at, final long connection, final String backend, final long since) {
        return new Event(Kind.BROKEN, at, connection, 4711, backend, since, "silence");
    }

    @Test
    void aBreakBelongsToTheStepInWhichTheAnswerWentMissing() {
        final Account account = account(
                event(Kind.OPENED, 10, 1, "b1"),
                event(Kind.OPENED, 20, 2, "b2"),
                event(Kind.OPENED, 30, 3, "b3"),
                broken(250, 1, "b1", 110),
                broken(220, 2, "b2", 120),
                event(Kind.CLOSED, 150, 3, "b3"));
        assertEquals(0, account.during(FIRST).broken().size());
        final StepResult crash = account.during(CRASH);
        assertEquals(2, crash.broken().size());
        assertEquals(1, crash.onCrashedBackend());
        assertEquals(1, crash.wronglyBroken());
        assertEquals(0, account.during(LAST).broken().size());
        assertEquals(List.of(), account.faults());
    }

    @Test
    void aBackendThatHasNotCrashedYetIsNoExcuse() {
        final StepResult first = account(event(Kind.OPENED, 10, 1, "b2"), broken(60, 1, "b2", 50))
                .during(FIRST);
        assertEquals(1, first.wronglyBroken());
    }

    @Test
    void aStepHasTheConnectionsThatWereOpenAtSomeTimeOfIt() {
        final Account account = account(
                event(Kind.OPENED, 10, 1, "b1"),
                event(Kind.CLOSED, 90, 1, "b1"),
                event(Kind.OPENED, 20, 2, "b1"),
                event(Kind.OPENED, 150, 3, "b1"),
                event(Kind.CLOSED, 250, 2, "b1"),
                event(Kind.CLOSED, 260, 3, "b1"));
        assertEquals(2, account.during(FIRST).connections());
        assertEquals(2, account.during(FIRST).begun());
        assertEquals(2, account.during(CRASH).connections());
        assertEquals(1, account.during(CRASH).begun());
        assertEquals(2, account.during(LAST).connections());
        assertEquals(0, account.during(LAST).begun());
    }

    @Test
    void aConnectionThatNobodySpeaksOfAnyMoreIsAFault() {
        final Account account = account(event(Kind.OPENED, 10, 1, "b1"));
        assertTrue(account.faults().toString().contains("1 connections were opened, but 0 closed and 0 broken"));
    }

    @Test
    void sumsThatDifferFromWhatWasToldAreAFault() {
        final Account account = new Account(
                List.of(event(Kind.OPENED, 10, 1, "b1"), event(Kind.CLOSED, 20, 1, "b1")),
                Map.of("opened", 1L, "closed", 2L));
        assertEquals(List.of("the client counted 2 connections closed, and told of 1"), account.faults());
    }

    private static Account account(final Event... events) {
        return Reports.account(List.of(events));
    }
}
