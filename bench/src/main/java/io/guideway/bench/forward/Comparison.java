package io.guideway.bench.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Java and C in turn: pairs of runs, the order within a pair changing from one to the next, so that whatever drifts on the
 * machine meets both alike.
 *
 * @param forwarding runs of the whole packet path
 * @param source runs that receive and send, with no work between
 */
record Comparison(List<Pair> forwarding, List<Pair> source) {
    /** Runs that warm Java up, compilation included. */
    private static final int WARM_UPS = 6;

    /** Most pairs of runs for the source, of which less needs to be known. */
    private static final int MOST_SOURCE_PAIRS = 5;

    /** Two runs, one right after the other. */
    record Pair(Rate java, Rate c) {
        /** How fast Java is, where C is 1. */
        double ratio() {
            return java.mpps() / c.mpps();
        }
    }

    /** Measures; on the thread that runs the workers. */
    static Comparison run(final Rig rig, final int pairs, final int milliseconds) {
        for (int i = 0; i < WARM_UPS; i++) {
            rig.java(milliseconds);
        }
        rig.c(milliseconds);
        final List<Pair> forwarding = pairs(pairs, milliseconds, rig::java, rig::c);
        rig.javaSource(milliseconds);
        final int sourcePairs = Math.min(pairs, MOST_SOURCE_PAIRS);
        return new Comparison(forwarding, pairs(sourcePairs, milliseconds, rig::javaSource, rig::cSource));
    }

    private static List<Pair> pairs(
            final int count, final int milliseconds, final IntFunction<Rate> java, final IntFunction<Rate> c) {
        final List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                final Rate first = java.apply(milliseconds);
                pairs.add(new Pair(first, c.apply(milliseconds)));
            } else {
                final Rate first = c.apply(milliseconds);
                pairs.add(new Pair(java.apply(milliseconds), first));
            }
        }
        return pairs;
    }

    /** Java's Mpps. */
    static Spread java(final List<Pair> pairs) {
        return mpps(pairs.stream().map(Pair::java));
    }

    /** C's Mpps. */
    static Spread c(final List<Pair> pairs) {
        return mpps(pairs.stream().map(Pair::c));
    }

    private static Spread mpps(final Stream<Rate> rates) {
        return Spread.of(rates.mapToDouble(Rate::mpps));
    }

    /** Java's rate by C's, pair by pair. */
    static Spread ratio(final List<Pair> pairs) {
        return Spread.of(pairs.stream().mapToDouble(Pair::ratio));
    }
}
