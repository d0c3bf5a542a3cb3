package io.guideway.bench.flatness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.guideway.bench.forward.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Setting FEW = new Setting(1000, 10, 1, false);
    private static final Setting MORE = new Setting(10_000, 10, 1, false);
    private static final Setting MANY = new Setting(100_000, 10, 1, false);
    private static final Curve CURVE = new Curve("", List.of(FEW, MORE, MANY));

    @Test
    void everySettingIsMeasuredOnceARoundInChangingOrder() throws IOException, InterruptedException {
        final TreeSet<Integer> flows = new TreeSet<>(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        final List<List<Integer>> orders = new ArrayList<>();
        final Rounds rounds = Rounds.run(
                new LinkedHashSet<>(
                        flows.stream().map(n -> new Setting(n, 1, 1, false)).toList()),
                3,
                setting -> {
                    orders.getLast().add(setting.flows());
                    return new Sample(orders.size(), 1, 0, 0);
                },
                (round, number, setting) -> {
                    if (number == 1) {
                        orders.add(new ArrayList<>());
                    }
                    assertEquals(orders.size(), round);
                    assertEquals(orders.getLast().size() + 1, number);
                });
        assertEquals(3, rounds.count());
        for (final List<Integer> order : orders) {
            assertEquals(flows, new TreeSet<>(order));
            assertEquals(flows.size(), order.size());
        }
        assertNotEquals(orders.get(0), orders.get(1));
        assertNotEquals(orders.get(1), orders.get(2));
        assertEquals(new Spread(2, 1, 3), rounds.spread(new Setting(1, 1, 1, false), Figure.JAVA));
    }

    /** One round in which the machine was disturbed: in the factor of the medians it does not show. */
    @Test
    void theFactorIsThatOfTheMediansAndRoundsTellHowFarToBelieveIt() {
        final Rounds rounds = new Rounds(Map.of(
                FEW, List.of(java(20), java(20), java(20)),
                MORE, List.of(java(21), java(80), java(21)),
                MANY, List.of(java(25), java(25), java(30))));
        assertEquals(1.25, rounds.factor(CURVE, Figure.JAVA), 1e-9);
        final Spread byRound = rounds.factorsOfRounds(CURVE, Figure.JAVA);
        assertEquals(1.25, byRound.least(), 1e-9);
        assertEquals(1.5, byRound.median(), 1e-9);
        assertEquals(4, byRound.most(), 1e-9);
    }

    @Test
    void whatTheSourceTakesIsTakenOffSampleBySample() {
        final Rounds rounds = new Rounds(Map.of(
                FEW, List.of(new Sample(30, 25, 10, 5)),
                MORE, List.of(new Sample(36, 27, 12, 7)),
                MANY, List.of(new Sample(33, 29, 11, 9))));
        assertEquals(20, rounds.spread(FEW, Figure.JAVA_LESS_SOURCE).median());
        assertEquals(1.2, rounds.factor(CURVE, Figure.JAVA_LESS_SOURCE), 1e-9);
        assertEquals(1.0, rounds.factor(CURVE, Figure.C_LESS_SOURCE), 1e-9);
    }

    private static Sample java(final double nanoseconds) {
        return new Sample(nanoseconds, 20, 10, 10);
    }
}
