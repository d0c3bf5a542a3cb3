package io.guideway.bench.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
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
    static final int MOST_SOURCE_PAIRS = 5;

    /** Two runs, one right after the other. */
    record Pair(Run java, Run c) {
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
        try (ProcessorEvents events = new ProcessorEvents()) {
            final List<Pair> forwarding = inTurn(
                    pairs,
                    () -> events.during(() -> rig.java(milliseconds)),
                    () -> events.during(() -> rig.c(milliseconds)),
                    Pair::new);
            rig.javaSource(milliseconds);
            final List<Pair> source = inTurn(
                    Math.min(pairs, MOST_SOURCE_PAIRS),
                    () -> events.during(() -> rig.javaSource(milliseconds)),
                    () -> events.during(() -> rig.cSource(milliseconds)),
                    Pair::new);
            return new Comparison(forwarding, source);
        }
    }

    /** Pairs of runs, the order within a pair changing from one to the next. */
    static <R, P> List<P> inTurn(
            final int count, final Supplier<R> one, final Supplier<R> other, final BiFunction<R, R, P> pair) {
        final List<P> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                final R first = one.get();
                pairs.add(pair.apply(first, other.get()));
            } else {
                final R first = other.get();
                pairs.add(pair.apply(one.get(), first));
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

    private static Spread mpps(final Stream<Run> runs) {
        return Spread.of(runs.mapToDouble(Run::mpps));
    }

    /** What the processor counted of one side, a packet; nothing where it offers no counters. */
    static Optional<Spread> perPacket(
            final List<Pair> pairs, final Function<Pair, Run> side, final ToLongFunction<EventCounts> event) {
        final List<Run> counted =
                pairs.stream().map(side).filter(run -> run.events().isPresent()).toList();
        return counted.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(counted.stream()
                        .mapToDouble(
                                run -> (double) event.applyAsLong(run.events().orElseThrow())
                                        / run.rate().packets())));
    }

    /** Java's rate by C's, pair by pair. */
    static Spread ratio(final List<Pair> pairs) {
        return Spread.of(pairs.stream().mapToDouble(Pair::ratio));
    }
}
