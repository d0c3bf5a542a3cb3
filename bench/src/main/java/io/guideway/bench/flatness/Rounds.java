package io.guideway.bench.flatness;

import io.guideway.bench.forward.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedSet;
import java.util.stream.IntStream;

/**
 * Every setting measured once a round, the order changing from round to round, so that what drifts on the machine meets all
 * settings alike.
 *
 * @param samples of each setting, one a round
 */
record Rounds(Map<Setting, List<Sample>> samples) {
    /** Measures one setting. */
    interface Probe {
        Sample measure(Setting setting) throws IOException, InterruptedException;
    }

    /** Told before each measurement. */
    interface Progress {
        void on(int round, int number, Setting setting);
    }

    static Rounds run(
            final SequencedSet<Setting> settings, final int rounds, final Probe probe, final Progress progress)
            throws IOException, InterruptedException {
        final Map<Setting, List<Sample>> samples = new LinkedHashMap<>();
        settings.forEach(setting -> samples.put(setting, new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            int number = 0;
            for (final Setting setting : order(settings, round)) {
                progress.on(round, ++number, setting);
                samples.get(setting).add(probe.measure(setting));
            }
        }
        return new Rounds(samples);
    }

    /** As given in the first round, then shuffled, in each run of the program alike. */
    private static List<Setting> order(final Collection<Setting> settings, final int round) {
        final List<Setting> order = new ArrayList<>(settings);
        if (round > 1) {
            Collections.shuffle(order, new Random(round));
        }
        return order;
    }

    int count() {
        return samples.values().iterator().next().size();
    }

    /** Over the rounds. */
    Spread spread(final Setting setting, final Figure figure) {
        return Spread.of(samples.get(setting).stream().mapToDouble(figure::of));
    }

    /** How much the dearest point of a curve costs, where the cheapest costs 1; of medians over the rounds. */
    double factor(final Curve curve, final Figure figure) {
        return factor(Spread.of(
                curve.settings().stream().mapToDouble(s -> spread(s, figure).median())));
    }

    /** The same for each round by itself: how far to believe it. */
    Spread factorsOfRounds(final Curve curve, final Figure figure) {
        return Spread.of(IntStream.range(0, count())
                .mapToDouble(round -> factor(Spread.of(curve.settings().stream()
                        .mapToDouble(s -> figure.of(samples.get(s).get(round)))))));
    }

    private static double factor(final Spread spread) {
        return spread.most() / spread.least();
    }
}
