package io.guideway.bench.forward;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Quiet and flooded runs in turn, the order within a pair changing from one to the next. Quiet ones find the record table as the
 * flooded ones leave it.
 *
 * @param forwarding runs of the whole packet path
 * @param source runs that receive and send, with no work between
 * @param records after all of them
 */
record FloodComparison(List<Pair> forwarding, List<Pair> source, FloodRig.Records records) {
    /** Quiet runs before slots move: each flow is known to the backend that it shall keep. */
    private static final int FIRST_RUNS = 2;

    /** Pairs of runs after that, which warm Java up, compilation included. */
    private static final int WARM_UP_PAIRS = 4;

    /** Two runs, one right after the other. */
    record Pair(Rate quiet, Rate flooded) {
        /** How much a packet costs in a flood, where it costs 1 without. */
        double ratio() {
            return flooded.nsPerPacket() / quiet.nsPerPacket();
        }
    }

    /** Measures; on the thread that runs the worker. */
    static FloodComparison run(final FloodRig rig, final int pairs, final int milliseconds) {
        for (int i = 0; i < FIRST_RUNS; i++) {
            rig.forward(false, milliseconds);
        }
        rig.change();
        forward(rig, WARM_UP_PAIRS, milliseconds);
        final List<Pair> forwarding = forward(rig, pairs, milliseconds);
        final FloodRig.Records records = rig.records();
        rig.source(false, milliseconds);
        final List<Pair> source = Comparison.inTurn(
                Math.min(pairs, Comparison.MOST_SOURCE_PAIRS),
                () -> rig.source(false, milliseconds),
                () -> rig.source(true, milliseconds),
                Pair::new);
        return new FloodComparison(forwarding, source, records);
    }

    private static List<Pair> forward(final FloodRig rig, final int pairs, final int milliseconds) {
        return Comparison.inTurn(
                pairs, () -> rig.forward(false, milliseconds), () -> rig.forward(true, milliseconds), Pair::new);
    }

    /** Nanoseconds a packet without the flood. */
    static Spread quiet(final List<Pair> pairs) {
        return spread(pairs, pair -> pair.quiet().nsPerPacket());
    }

    /** And with it, its own packets included. */
    static Spread flooded(final List<Pair> pairs) {
        return spread(pairs, pair -> pair.flooded().nsPerPacket());
    }

    /** The second by the first, pair by pair. */
    static Spread ratio(final List<Pair> pairs) {
        return spread(pairs, Pair::ratio);
    }

    /** The same of the worker's own time: of medians, less what the source takes. */
    double ownRatio() {
        return (flooded(forwarding).median() - flooded(source).median())
                / (quiet(forwarding).median() - quiet(source).median());
    }

    private static Spread spread(final List<Pair> pairs, final ToDoubleFunction<Pair> figure) {
        return Spread.of(pairs.stream().mapToDouble(figure));
    }
}
