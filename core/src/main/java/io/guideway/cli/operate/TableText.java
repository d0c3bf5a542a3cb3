package io.guideway.cli.operate;

import io.guideway.controller.operate.TableStatus;
import io.guideway.controller.operate.TableStatus.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A lookup table for people, 80 columns wide, or slot by slot for programs. */
final class TableText {
    private static final String ROW = "  %-39s %6s %8s %7s %7s %s";
    private static final int WIDTH = 80;
    private static final double PERCENT = 100;

    private TableText() {}

    /** Lines without their ends. */
    static List<String> of(final TableStatus table) {
        final List<String> lines = new ArrayList<>();
        if (table.slots() == 0) {
            lines.add(Line.fit(WIDTH, "service %s: no backend takes flows, so there is no table", table.service()));
            return lines;
        }
        lines.add(Line.fit(
                WIDTH,
                "service %s: %d slots, largest share %.4f of even",
                table.service(),
                table.slots(),
                table.evenness()));
        lines.add(Line.fit(WIDTH, ROW, "backend", "weight", "slots", "share", "of even", "if left"));
        for (final Share share : table.shares()) {
            lines.add(Line.fit(
                    WIDTH,
                    ROW,
                    share.backend(),
                    share.weight(),
                    share.slots(),
                    String.format(Locale.ROOT, "%.2f%%", PERCENT * share.slots() / table.slots()),
                    String.format(Locale.ROOT, "%.4f", share.ratio()),
                    share.othersMoved().isPresent() ? "+" + share.othersMoved().getAsInt() : ""));
        }
        lines.add("if left: its slots go to the others, and so many slots of the others move too");
        return lines;
    }

    /** A line a slot, comma-separated, with a head. */
    static List<String> csv(final TableStatus.Slots slots) {
        final List<String> lines = new ArrayList<>();
        lines.add("slot,backend");
        for (int slot = 0; slot < slots.owners().size(); slot++) {
            lines.add(slot + "," + slots.backends().get(slots.owners().get(slot)));
        }
        return lines;
    }
}
