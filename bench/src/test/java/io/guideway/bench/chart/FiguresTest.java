package io.guideway.bench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "999, 999",
        "1000, 1 k",
        "2500, 2.5 k",
        "10000000, 10 M",
        "2e9, 2 G",
        "3e12, 3 T",
        "1e15, 1000 T",
        "0.05, 0.05",
        "0.000001, 0.000001",
        "-1500, -1.5 k",
        "10005, 10.005 k"
    })
    void ticksKeepTheirDigits(final double value, final String expected) {
        assertEquals(expected, Figures.tick(value));
    }

    @Test
    void valuesHaveFourDigits() {
        assertEquals("35.12", Figures.value(35.12345));
        assertEquals("999.9", Figures.value(999.94));
        assertEquals("1 k", Figures.value(999.96));
        assertEquals("0.001235", Figures.value(0.00123456));
    }

    @Test
    void theLocaleDoesNotMatter() {
        final Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("1.5 k", Figures.tick(1500));
        } finally {
            Locale.setDefault(before);
        }
    }
}
