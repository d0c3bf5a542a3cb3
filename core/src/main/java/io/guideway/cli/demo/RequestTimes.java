package io.guideway.cli.demo;

import java.util.Optional;
import java.util.stream.Stream;

/** How long requests took, in milliseconds; the percentiles by nearest rank. */
record RequestTimes(double min, double median, double p99, double max) {
    private static final double MICROS_PER_MILLI = 1000;

    /** Of those transfers; empty where there is none. */
    static Optional<RequestTimes> of(final Stream<Transfer> transfers) {
        final long[] micros = transfers.mapToLong(Transfer::micros).sorted().toArray();
        if (micros.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new RequestTimes(
                micros[0] / MICROS_PER_MILLI,
                percentile(micros, 50),
                percentile(micros, 99),
                micros[micros.length - 1] / MICROS_PER_MILLI));
    }

    private static double percentile(final long[] sorted, final int percent) {
        final long rank = Math.ceilDiv((long) sorted.length * percent, 100);
        return sorted[(int) rank - 1] / MICROS_PER_MILLI;
    }
}
