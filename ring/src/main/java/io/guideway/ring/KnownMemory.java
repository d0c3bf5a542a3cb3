package io.guideway.ring;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The regions of native memory that {@link Mem} may touch while {@code -Dguideway.checks=true}. Whoever gets memory from
 * elsewhere than {@link NativeBlock} makes it known here. Without that flag nothing is kept and nothing is looked up.
 * Any thread.
 */
final class KnownMemory {
    private static final ConcurrentSkipListMap<Long, Long> END_BY_START = new ConcurrentSkipListMap<>();

    private KnownMemory() {}

    /** Allows {@code length} octets at {@code start}. Regions of one owner may touch each other, an access may not span two. */
    static void add(final long start, final long length) {
        if (Mem.CHECKS) {
            END_BY_START.put(start, start + length);
        }
    }

    /** Forbids the region that was added at {@code start}. */
    static void remove(final long start) {
        if (Mem.CHECKS) {
            END_BY_START.remove(start);
        }
    }

    /** @throws IndexOutOfBoundsException unless {@code length} octets at {@code at} lie inside one region */
    static void check(final long at, final long length) {
        final Map.Entry<Long, Long> region = END_BY_START.floorEntry(at);
        if (length < 0 || region == null || at + length > region.getValue()) {
            throw new IndexOutOfBoundsException("%d octets at 0x%x are outside every known region; nearest below: %s"
                    .formatted(length, at, text(region)));
        }
    }

    private static String text(final Map.Entry<Long, Long> region) {
        return region == null ? "none" : "0x%x to 0x%x".formatted(region.getKey(), region.getValue());
    }
}
