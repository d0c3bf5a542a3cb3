package io.guideway.ring;

import java.util.Arrays;

/**
 * The regions of native memory that {@link Mem} may touch while {@code -Dguideway.checks=true}. Whoever gets memory from
 * elsewhere than {@link NativeBlock} makes it known here. Without that flag nothing is kept and nothing is looked up.
 * Any thread. Looking up allocates nothing, so that tests can count allocations while checks are on.
 */
final class KnownMemory {
    /** Regions by ascending start, replaced as a whole. They do not overlap. */
    private static volatile Regions regions = new Regions(new long[0], new long[0]);

    private record Regions(long[] starts, long[] ends) {

        /** Index of the last region that starts at {@code at} or below; -1 if there is none. */
        int below(final long at) {
            final int found = Arrays.binarySearch(starts, at);
            return found >= 0 ? found : -found - 2;
        }
    }

    private KnownMemory() {}

    /** Allows {@code length} octets at {@code start}. Regions may touch each other; an access may not span two. */
    static void add(final long start, final long length) {
        addEach(start, length, 1, length);
    }

    /** Allows {@code count} regions of {@code length} octets, the first at {@code start}, each {@code stride} after the last. */
    static synchronized void addEach(final long start, final long stride, final int count, final long length) {
        if (!Mem.CHECKS) {
            return;
        }
        final Regions old = regions;
        final long[] starts = Arrays.copyOf(old.starts, old.starts.length + count);
        for (int i = 0; i < count; i++) {
            starts[old.starts.length + i] = start + i * stride;
        }
        Arrays.sort(starts);
        final long[] ends = new long[starts.length];
        for (int i = 0; i < starts.length; i++) {
            final int before = Arrays.binarySearch(old.starts, starts[i]);
            ends[i] = before >= 0 ? old.ends[before] : starts[i] + length;
        }
        regions = new Regions(starts, ends);
    }

    /** Forbids all regions that start within the {@code length} octets at {@code start}, and one that starts there. */
    static synchronized void remove(final long start, final long length) {
        if (!Mem.CHECKS) {
            return;
        }
        final Regions old = regions;
        final int from = old.below(start - 1) + 1;
        final int to = old.below(start + Math.max(length, 1) - 1) + 1;
        regions = new Regions(without(old.starts, from, to), without(old.ends, from, to));
    }

    private static long[] without(final long[] all, final int from, final int to) {
        final long[] left = Arrays.copyOf(all, all.length - (to - from));
        System.arraycopy(all, to, left, from, all.length - to);
        return left;
    }

    /** @throws IndexOutOfBoundsException unless {@code length} octets at {@code at} lie inside one region */
    static void check(final long at, final long length) {
        final Regions now = regions;
        final int below = now.below(at);
        if (length < 0 || below < 0 || length > now.ends[below] - at) {
            throw new IndexOutOfBoundsException("%d octets at 0x%x are outside every known region; nearest below: %s"
                    .formatted(length, at, text(now, below)));
        }
    }

    private static String text(final Regions regions, final int index) {
        return index < 0 ? "none" : "0x%x to 0x%x".formatted(regions.starts[index], regions.ends[index]);
    }
}
