package io.guideway.bench.chart;

/**
 * How a series looks. Colours are those of Okabe and Ito ("Color Universal Design", 2008) that show on white; each goes with a
 * mark of its own, so that a series is known without its colour. From the eighth series on lines are dashed.
 */
record Look(String colour, Mark mark, String dashes) {
    private static final String[] COLOURS = {
        "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000",
    };

    private static final String[] DASHES = {"none", "7 3", "2 3"};

    /** Shapes around (0, 0). */
    enum Mark {
        CIRCLE("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"),
        SQUARE("M-3.5 -3.5h7v7h-7z"),
        TRIANGLE("M0 -5L4.5 3.5H-4.5z"),
        DIAMOND("M0 -5.5L5 0L0 5.5L-5 0z"),
        POINT_DOWN("M0 5L4.5 -3.5H-4.5z"),
        PLUS("M-1.5 -5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z"),
        HOURGLASS("M-4 -4.5h8L-4 4.5h8z");

        private final String path;

        Mark(final String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    /** Of series {@code index}. */
    static Look of(final int index) {
        final int colour = index % COLOURS.length;
        return new Look(COLOURS[colour], Mark.values()[colour], DASHES[index / COLOURS.length % DASHES.length]);
    }
}
