package io.guideway.bench.lab.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSizeTest {
    @Test
    void theShortestFrameHoldsHeadersTrailerAndChecksum() {
        assertEquals(64, FrameSize.shortest(false));
        assertEquals(84, FrameSize.shortest(true));
    }

    @ParameterizedTest
    @CsvSource({"64, 0, 14880952", "1518, 0, 812744", "64, 20, 12019231", "84, 40, 8680556"})
    void aLineOfTenGigabitsCarriesWhatTheTablesSay(final String size, final int added, final long framesPerSecond) {
        final FrameSize frames = FrameSize.parse(size, false, FrameSize.LONGEST);
        assertEquals(framesPerSecond, Math.round(frames.lineRate(10, added)));
        assertEquals(10, frames.gigabits(frames.lineRate(10, added), added), 1e-9);
    }

    @Test
    void imixIsSevenFourAndOne() {
        final FrameSize imix = FrameSize.parse("imix", false, FrameSize.LONGEST);
        assertEquals(List.of(64, 64, 64, 64, 64, 64, 64, 570, 570, 570, 570, 1518), imix.mix());
        assertEquals((7 * 64 + 4 * 570 + 1518) / 12.0, imix.octets());
        assertEquals(84, FrameSize.parse("IMIX", true, 1478).mix().getFirst());
        assertEquals(1478, FrameSize.parse("IMIX", true, 1478).mix().getLast());
    }

    @ParameterizedTest
    @CsvSource({"63, false", "1519, false", "64, true", "85, true", "big, false", "'', false", "-64, false"})
    void whatCannotBeSentIsRefusedWithTheRemedy(final String word, final boolean ipv6) {
        final IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> FrameSize.parse(word, ipv6, FrameSize.LONGEST));
        assertTrue(refused.getMessage().contains("frame size is " + word + "; give "), refused.getMessage());
    }
}
