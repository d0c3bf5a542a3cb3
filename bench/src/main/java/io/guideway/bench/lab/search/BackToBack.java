package io.guideway.bench.lab.search;

import io.guideway.bench.lab.traffic.Offer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Back-to-back frames (RFC 2544, section 26.4; RFC 9004): the longest burst at the highest rate of which no frame is lost.
 *
 * @param rate frames a second within the burst
 * @param longest frames that a burst could have at the most
 * @param bursts longest burst without loss, of each repetition
 */
public record BackToBack(double rate, long longest, List<Long> bursts) {
    private static final long FIRST = 1024;

    /** Takes a copy. */
    public BackToBack {
        bursts = List.copyOf(bursts);
    }

    /**
     * Measures.
     *
     * @param seconds that a burst lasts at the most
     * @param width distance of the bounds, by the upper one, at which a search ends
     */
    public static BackToBack measure(
            final Device device, final double rate, final double seconds, final int repetitions, final double width) {
        final long longest = Math.max(1, Math.round(rate * seconds));
        final List<Long> bursts = LongStream.range(0, repetitions)
                .map(i -> search(device, rate, longest, width))
                .boxed()
                .toList();
        return new BackToBack(rate, longest, bursts);
    }

    /** Twice as many frames each time until some are lost, and from there by halves. */
    private static long search(final Device device, final double rate, final long longest, final double width) {
        long low = 0;
        long high = Math.min(FIRST, longest);
        while (passes(device, rate, high)) {
            if (high == longest) {
                return longest;
            }
            low = high;
            high = Math.min(2 * high, longest);
        }
        while (high - low > Math.max(1, width * high)) {
            final long middle = (low + high) / 2;
            if (passes(device, rate, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean passes(final Device device, final double rate, final long frames) {
        return device.run(Offer.burst(rate, frames)).lost() == 0;
    }

    /** The middle one. */
    public long median() {
        final long[] sorted = sorted();
        final int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** In the mean, as RFC 2544 asks for. */
    public double mean() {
        return Arrays.stream(sorted()).average().orElse(0);
    }

    /** The shortest. */
    public long least() {
        return sorted()[0];
    }

    /** The longest. */
    public long most() {
        return sorted()[bursts.size() - 1];
    }

    private long[] sorted() {
        return bursts.stream().mapToLong(Long::longValue).sorted().toArray();
    }
}
