package io.guideway.bench.flatness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What grows while all else stays. */
enum Axis {
    FLOWS(1_000, 10_000, 100_000, 1_000_000, 10_000_000) {
        @Override
        int of(final Setting setting) {
            return setting.flows();
        }

        @Override
        List<Curve> curves(final int flows, final int upTo) {
            return List.of(curve("", upTo, count -> new Setting(count, FEW_BACKENDS, 1, false)));
        }
    },
    BACKENDS(10, 100, 1_000, 10_000) {
        @Override
        int of(final Setting setting) {
            return setting.backends();
        }

        @Override
        List<Curve> curves(final int flows, final int upTo) {
            return List.of(curve("", upTo, count -> new Setting(flows, count, 1, false)));
        }
    },
    /** Twice, as services with equal lists of backends may share a lookup table. */
    SERVICES(1, 10, 100, 1_000, 10_000) {
        @Override
        int of(final Setting setting) {
            return setting.services();
        }

        @Override
        List<Curve> curves(final int flows, final int upTo) {
            return List.of(
                    curve("same backends", upTo, count -> new Setting(flows, FEW_BACKENDS, count, false)),
                    curve("own backends", upTo, count -> new Setting(flows, FEW_BACKENDS, count, count > 1)));
        }
    };

    private static final int FEW_BACKENDS = 10;

    /** Fewer points tell nothing of an axis. */
    private static final int LEAST_POINTS = 2;

    private final int[] counts;

    Axis(final int... counts) {
        this.counts = counts;
    }

    /** Where a setting stands on this axis. */
    abstract int of(Setting setting);

    /**
     * What to measure.
     *
     * @param flows where it is not flows that grow
     * @param upTo leaves out what is more, but for the first two points
     */
    abstract List<Curve> curves(int flows, int upTo);

    Curve curve(final String name, final int upTo, final IntFunction<Setting> setting) {
        return new Curve(
                name,
                IntStream.range(0, counts.length)
                        .filter(i -> i < LEAST_POINTS || counts[i] <= upTo)
                        .mapToObj(i -> setting.apply(counts[i]))
                        .toList());
    }

    /** As people write it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The axes of a word: one, or all. Empty if there is none of this name. */
    static List<Axis> named(final String word) {
        return Arrays.stream(values())
                .filter(axis -> word.equals("all") || word.equals(axis.label()))
                .toList();
    }
}
