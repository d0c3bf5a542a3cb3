package io.guideway.maglev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final int COUNT = 200;

    @Property(tries = 200)
    void turnsAreThoseOfTheQuotaMethodsDefinition(@ForAll("weights") final int[] weights) {
        assertArrayEquals(
                PaperMaglev.turns(weights, COUNT), take(new WeightedTurns().of(weights, weights.length, COUNT), COUNT));
    }

    @Property(tries = 200)
    void atEveryMomentEveryoneIsWithinOneTurnOfTheExactShare(@ForAll("weights") final int[] weights) {
        assertWithinOneTurn(weights, COUNT);
    }

    @Test
    void weightsFarApartAreHonouredToTheTurn() {
        assertWithinOneTurn(new int[] {2, 13, 111, 10}, 65537);
    }

    @Test
    void theLargestWeightsDoNotOverflow() {
        final int[] weights = {Integer.MAX_VALUE, Integer.MAX_VALUE - 1, 1, Integer.MAX_VALUE};
        assertArrayEquals(
                PaperMaglev.turns(weights, COUNT), take(new WeightedTurns().of(weights, weights.length, COUNT), COUNT));
    }

    @Test
    void equalWeightsTakeTurnsRoundAndRound() {
        final Turns turns = new WeightedTurns().of(new int[] {7, 7, 7}, 3, 7);
        assertInstanceOf(RoundRobin.class, turns);
        assertArrayEquals(new int[] {0, 1, 2, 0, 1, 2, 0}, take(turns, 7));
    }

    @Test
    void roundRobinIsWhatTheQuotaMethodComesToWithEqualWeights() {
        final int[] weights = {7, 7, 7};
        assertArrayEquals(
                take(new RoundRobin().begin(3), COUNT), take(new QuotaTurns().begin(weights, 3, COUNT), COUNT));
    }

    private static void assertWithinOneTurn(final int[] weights, final int count) {
        final long total = Arrays.stream(weights).asLongStream().sum();
        final Turns turns = new WeightedTurns().of(weights, weights.length, count);
        final int[] had = new int[weights.length];
        for (int turn = 1; turn <= count; turn++) {
            had[turns.next()]++;
            for (int i = 0; i < weights.length; i++) {
                final long off = Math.abs(had[i] * total - (long) weights[i] * turn);
                assertTrue(off < total, "candidate %d has had %d of %d turns".formatted(i, had[i], turn));
            }
        }
    }

    private static int[] take(final Turns turns, final int count) {
        return IntStream.range(0, count).map(i -> turns.next()).toArray();
    }

    /** Few weights and many, close together and far apart. */
    @Provide
    Arbitrary<int[]> weights() {
        return Arbitraries.of(1, 3, 20, 1_000_000)
                .flatMap(max -> Arbitraries.integers()
                        .between(1, max)
                        .array(int[].class)
                        .ofMinSize(1)
                        .ofMaxSize(20));
    }
}
