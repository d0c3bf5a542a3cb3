package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** So many at once, and so many a second. Time is the test's. */
class RateLimitTest {
    private long now;

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MIN_VALUE, Long.MAX_VALUE - 1000, -5})
    void aBurstIsSpentAndComesBack(final long start) {
        now = start;
        final RateLimit limit = new RateLimit(() -> now, 1000, 100);
        assertEquals(100, taken(limit, 200));
        now += TimeUnit.MILLISECONDS.toNanos(1);
        assertEquals(1, taken(limit, 10));
        now += TimeUnit.MILLISECONDS.toNanos(10);
        assertEquals(10, taken(limit, 100));
        now += TimeUnit.HOURS.toNanos(1);
        assertEquals(100, taken(limit, 200));
    }

    /** Against the textbook's bucket, which fills by the tick. */
    @Property(tries = 200)
    void itIsATokenBucket(@ForAll @IntRange(min = 1, max = 50) final int burst, @ForAll final long seed) {
        now = 0;
        final long interval = 1_000_000;
        final RateLimit limit = new RateLimit(() -> now, 1000, burst);
        final Random random = new Random(seed);
        long tokens = burst * interval;
        for (int step = 0; step < 1000; step++) {
            final long pause = random.nextInt(4) == 0 ? random.nextInt(5_000_000) : 0;
            now += pause;
            tokens = Math.min(burst * interval, tokens + pause);
            final boolean expected = tokens >= interval;
            if (expected) {
                tokens -= interval;
            }
            assertEquals(expected, limit.take(), "step " + step);
        }
    }

    private static int taken(final RateLimit limit, final int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += limit.take() ? 1 : 0;
        }
        return taken;
    }
}
