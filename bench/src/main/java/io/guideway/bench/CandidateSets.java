package io.guideway.bench;

import io.guideway.maglev.Candidate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Backends 10.0.0.0 and upwards, for tables. */
final class CandidateSets {
    private static final long IPV4_MAPPED = 0xFFFF_0000_0000L;

    private CandidateSets() {}

    /** {@code count} backends of weight 1. */
    static List<Candidate> even(final int count) {
        return IntStream.range(0, count).mapToObj(i -> backend(i, 1)).toList();
    }

    /** {@code count} backends with weights from 1 to 100, in no order. */
    static List<Candidate> weighted(final int count) {
        final Random random = new Random(GuidewayBenchmark.SEED);
        return IntStream.range(0, count)
                .mapToObj(i -> backend(i, random.nextInt(1, 101)))
                .toList();
    }

    private static Candidate backend(final int i, final int weight) {
        return new Candidate(0, IPV4_MAPPED | 0x0A00_0000 + i, weight);
    }
}
