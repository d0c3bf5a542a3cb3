package io.guideway.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HealthMachineTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Damping DAMPING =
            new Damping(Duration.ofSeconds(10), Duration.ofSeconds(35), Duration.ofMinutes(10));

    private long nowNs = Long.MAX_VALUE - SECOND; // the clock may wrap

    @Test
    void aBackendIsUpUntilProvenDown() {
        assertEquals(HealthState.UP, machine(2, 3, Damping.NONE).state());
    }

    @Test
    void itFallsAfterBadResultsInARowAndRisesAfterGoodOnes() {
        final HealthMachine machine = machine(2, 3, Damping.NONE);
        assertFalse(bad(machine));
        assertFalse(bad(machine));
        assertFalse(good(machine));
        assertFalse(bad(machine));
        assertFalse(bad(machine));
        assertTrue(bad(machine));
        assertEquals(HealthState.DOWN, machine.state());
        assertFalse(good(machine));
        assertFalse(bad(machine));
        assertFalse(good(machine));
        assertTrue(good(machine));
        assertEquals(HealthState.UP, machine.state());
    }

    @Test
    void whatCouldNotBeAskedChangesNothing() {
        final HealthMachine machine = machine(1, 2, Damping.NONE);
        bad(machine);
        assertFalse(after(machine, Outcome.Kind.UNKNOWN));
        assertTrue(bad(machine));
    }

    /** The same by counting back from the newest result, as the docs have it. */
    @Property(tries = 500)
    void theStateIsWhatTheNewestResultsInARowSay(
            @ForAll @Size(max = 60) final List<Boolean> results,
            @ForAll @IntRange(min = 1, max = 4) final int rise,
            @ForAll @IntRange(min = 1, max = 4) final int fall) {
        final HealthMachine machine = machine(rise, fall, Damping.NONE);
        boolean isUp = true;
        int inARow = 0;
        for (int i = 0; i < results.size(); i++) {
            final boolean result = results.get(i);
            inARow = i > 0 && results.get(i - 1) == result ? inARow + 1 : 1;
            final boolean changes = result != isUp && inARow >= (result ? rise : fall);
            assertEquals(changes, after(machine, result ? Outcome.Kind.GOOD : Outcome.Kind.BAD));
            isUp = changes ? result : isUp;
            assertEquals(isUp, machine.isUp());
        }
    }

    @Test
    void theFirstFallIsNoFlap() {
        final HealthMachine machine = machine(1, 1, DAMPING);
        bad(machine);
        assertEquals(0, machine.heldForNs(nowNs));
        assertTrue(good(machine));
    }

    @Test
    void everyFurtherFallHoldsItDownTwiceAsLongUpToTheLongest() {
        final HealthMachine machine = machine(1, 1, DAMPING);
        for (final int heldSeconds : new int[] {0, 10, 20, 35, 35}) {
            assertTrue(bad(machine));
            assertEquals(heldSeconds * SECOND, machine.heldForNs(nowNs));
            for (int i = 1; i < heldSeconds; i++) {
                assertFalse(good(machine), "held for %d s".formatted(heldSeconds));
            }
            assertTrue(good(machine));
        }
        assertEquals(5, machine.falls());
    }

    @Test
    void aHeldBackendStillHasToAnswerWellWhenItsTimeIsOver() {
        final HealthMachine machine = machine(2, 1, DAMPING);
        bad(machine);
        good(machine);
        good(machine);
        bad(machine);
        nowNs += 60 * SECOND;
        assertFalse(bad(machine));
        assertFalse(good(machine));
        assertTrue(good(machine));
    }

    @Test
    void fallsAreForgottenAfterALongTimeUp() {
        final HealthMachine machine = machine(1, 1, DAMPING);
        bad(machine);
        good(machine);
        bad(machine);
        assertEquals(2, machine.falls());
        nowNs += 10 * SECOND;
        assertTrue(good(machine));
        nowNs += Duration.ofMinutes(10).toNanos();
        bad(machine);
        assertEquals(1, machine.falls());
        assertEquals(0, machine.heldForNs(nowNs));
    }

    @Property(tries = 300)
    void noHoldIsEverLongerThanTheLongest(
            @ForAll @IntRange(min = 0, max = 100_000) final int holdMs,
            @ForAll @IntRange(min = 0, max = 86_400) final int longestSeconds,
            @ForAll @IntRange(min = 1, max = 10_000) final int falls) {
        final Duration longest = Duration.ofSeconds(longestSeconds);
        final Damping damping = new Damping(Duration.ofMillis(holdMs), longest, Duration.ZERO);
        final long heldNs = damping.holdNs(falls);
        assertTrue(heldNs >= 0 && heldNs <= longest.toNanos());
        assertTrue(heldNs <= damping.holdNs(falls + 1), "never shorter than the one before");
    }

    @Test
    void anotherPolicyKeepsTheStateAndCountsAnew() {
        final HealthMachine down = machine(2, 1, Damping.NONE);
        bad(down);
        good(down);
        final HealthMachine machine = down.under(Policies.of(new Check.Tcp(), 2, 1, Damping.NONE));
        assertEquals(HealthState.DOWN, machine.state());
        assertFalse(good(machine));
        assertTrue(good(machine));
    }

    @Test
    void onlyABackendThatCameUpHasBeenUpForATime() {
        final HealthMachine machine = machine(1, 1, Damping.NONE);
        assertEquals(Long.MAX_VALUE, machine.upNs(nowNs));
        bad(machine);
        good(machine);
        assertEquals(7, machine.upNs(nowNs + 7));
    }

    private HealthMachine machine(final int rise, final int fall, final Damping damping) {
        return new HealthMachine(Policies.of(new Check.Tcp(), rise, fall, damping), nowNs);
    }

    private boolean good(final HealthMachine machine) {
        return after(machine, Outcome.Kind.GOOD);
    }

    private boolean bad(final HealthMachine machine) {
        return after(machine, Outcome.Kind.BAD);
    }

    private boolean after(final HealthMachine machine, final Outcome.Kind result) {
        nowNs += SECOND;
        return machine.take(result, nowNs);
    }
}
