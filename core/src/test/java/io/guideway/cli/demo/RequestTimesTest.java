package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestTimesTest {
    @Test
    void percentilesAreByNearestRank() {
        final Stream<Transfer> hundred =
                IntStream.rangeClosed(1, 100).map(i -> 101 - i).mapToObj(RequestTimesTest::lasting);
        assertEquals(Optional.of(new RequestTimes(1, 50, 99, 100)), RequestTimes.of(hundred));
    }

    @Test
    void aSingleRequestIsAllOfThem() {
        assertEquals(Optional.of(new RequestTimes(7, 7, 7, 7)), RequestTimes.of(Stream.of(lasting(7))));
    }

    @Test
    void noRequestHasNoTimes() {
        assertEquals(Optional.empty(), RequestTimes.of(Stream.of()));
    }

    private static Transfer lasting(final int millis) {
        return new Transfer(200, 40000, 1000L * millis, 0, "");
    }
}
