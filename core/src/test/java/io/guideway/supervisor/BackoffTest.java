package io.guideway.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void eachWaitIsTwiceTheOneBeforeUpToTheLongest() {
        final List<Long> waits = Stream.generate(() -> backoff.after(Duration.ofSeconds(1)))
                .limit(9)
                .map(Duration::toMillis)
                .toList();
        assertEquals(List.of(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L), waits);
    }

    @Test
    void whatRanWellBeginsAnew() {
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ZERO);
        assertEquals(Backoff.FIRST, backoff.after(Backoff.WELL));
        assertEquals(Backoff.FIRST.multipliedBy(2), backoff.after(Duration.ZERO));
    }
}
