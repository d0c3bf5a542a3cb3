package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the backends of one service were before, told by the last number of their addresses. */
class OriginsTest {
    @Test
    void oneMoreInTheMiddleIsNewAndTheOthersAreWhatTheyWere() {
        assertEquals(List.of(0, 1, Origins.NEW, 2), origins(Stream.of(1, 2, 4), Stream.of(1, 2, 3, 4)));
    }

    @Test
    void oneLessLeavesTheOthersWhatTheyWere() {
        assertEquals(List.of(0, 2, 3), origins(Stream.of(1, 2, 3, 4), Stream.of(1, 3, 4)));
    }

    @Test
    void anotherOrderIsFoundToo() {
        assertEquals(List.of(0, 3, 2, 1, 4), origins(Stream.of(1, 2, 3, 4, 5), Stream.of(1, 4, 3, 2, 5)));
    }

    @Test
    void whatHasNothingInCommonIsNew() {
        assertEquals(List.of(Origins.NEW, Origins.NEW), origins(Stream.of(1, 2, 3), Stream.of(4, 5)));
    }

    private static List<Integer> origins(final Stream<Integer> then, final Stream<Integer> today) {
        try (Generation before = generation(1, then);
                Generation now = generation(2, today)) {
            final Origins origins = new Origins(before, now);
            return IntStream.range(0, now.backends().count())
                    .mapToObj(origins::backend)
                    .toList();
        }
    }

    private static Generation generation(final long number, final Stream<Integer> backends) {
        final Service service = new Service(
                "web",
                IpAddress.parse("198.18.0.1"),
                Protocol.TCP,
                80,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                251,
                List.of(),
                backends.map(last -> new Backend(IpAddress.parse("10.0.0." + last), 1))
                        .toList());
        return Generation.alone(number, List.of(service));
    }
}
