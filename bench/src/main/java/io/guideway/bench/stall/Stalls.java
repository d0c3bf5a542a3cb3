package io.guideway.bench.stall;

import io.guideway.bench.forward.Rate;
import io.guideway.bench.forward.Rig;
import io.guideway.bench.forward.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The gaps of Java and of C, which forward in turn on one CPU, the order changing from pair to pair. */
record Stalls(Side java, Side c) {
    /** The loop must be entered several times, or what runs is what was compiled while it was new. */
    private static final int WARM_UPS = 5;

    /**
     * How long to measure.
     *
     * @param rounds of each side
     * @param milliseconds of a round
     * @param warmUpMilliseconds of Java alone before the first
     */
    record Plan(int rounds, int milliseconds, int warmUpMilliseconds) {}

    /** Measures; on the thread that runs the workers, which is bound to {@code cpu}. */
    static Stalls measure(final Rig rig, final Plan plan, final int cpu) {
        for (int i = 0; i < WARM_UPS; i++) {
            java(rig, plan.warmUpMilliseconds() / WARM_UPS, cpu);
        }
        final List<Round> java = new ArrayList<>();
        final List<Round> c = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) {
            if (i % 2 == 0) {
                java.add(java(rig, plan.milliseconds(), cpu));
                c.add(c(rig, plan.milliseconds(), cpu));
            } else {
                c.add(c(rig, plan.milliseconds(), cpu));
                java.add(java(rig, plan.milliseconds(), cpu));
            }
        }
        return new Stalls(new Side(java), new Side(c));
    }

    /** What Java's gaps have more than C's, in ns, of each pair of rounds: so that what disturbs one pair does not decide. */
    Spread added(final ToLongFunction<Gaps> measure) {
        return Spread.of(IntStream.range(0, java.rounds().size())
                .mapToDouble(i -> measure.applyAsLong(java.rounds().get(i).gaps())
                        - measure.applyAsLong(c.rounds().get(i).gaps())));
    }

    private static Round java(final Rig rig, final int milliseconds, final int cpu) {
        final GapRecorder recorder = new GapRecorder();
        final ThreadUse before = ThreadUse.current(cpu);
        final long start = System.nanoTime();
        final Rate rate = rig.java(worker -> GapLoop.run(worker, recorder, milliseconds));
        return new Round(start, rate, recorder.gaps(), ThreadUse.current(cpu).since(before));
    }

    private static Round c(final Rig rig, final int milliseconds, final int cpu) {
        try (NativeGaps gaps = new NativeGaps()) {
            final ThreadUse before = ThreadUse.current(cpu);
            final long start = System.nanoTime();
            final Rate rate = rig.c(reference -> reference.run(milliseconds, gaps.address()));
            return new Round(start, rate, gaps.gaps(), ThreadUse.current(cpu).since(before));
        }
    }
}
