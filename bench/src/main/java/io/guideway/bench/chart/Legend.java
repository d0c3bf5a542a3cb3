package io.guideway.bench.chart;

import java.util.ArrayList;
import java.util.List;

/** Where the names of the series stand: in rows above the plot, as many as they need. */
final class Legend {
    static final int ROW = 20;

    /** The line and mark before a name. */
    static final int SAMPLE = 26;

    private static final int GAP = 18;

    /** No fonts are asked: letters are taken to be as wide as most are. */
    private static final int LETTER = 7;

    /** Left end of an entry. */
    record Entry(String name, int x, int row) {}

    private final List<Entry> entries = new ArrayList<>();

    Legend(final List<Chart.Series> series, final int width) {
        int x = 0;
        int row = 0;
        for (final Chart.Series one : series) {
            final int wide = SAMPLE + LETTER * one.name().length() + GAP;
            if (x > 0 && x + wide > width) {
                x = 0;
                row++;
            }
            entries.add(new Entry(one.name(), x, row));
            x += wide;
        }
    }

    List<Entry> entries() {
        return entries;
    }

    int height() {
        return (entries.getLast().row() + 1) * ROW;
    }
}
