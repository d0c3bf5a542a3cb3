package io.guideway.cli.operate;

import io.guideway.controller.operate.DroppedPackets;
import io.guideway.controller.operate.DroppedPackets.Kept;
import io.guideway.controller.operate.DroppedPackets.Reason;
import java.util.ArrayList;
import java.util.List;

/** Why packets are dropped, and the last of them, for people. */
final class DropsText {
    private static final int SHOWN_DIGITS = 128;

    private DropsText() {}

    /** Lines without their ends. */
    static List<String> of(final DroppedPackets dropped) {
        final List<String> lines = new ArrayList<>();
        if (dropped.drops().isEmpty()) {
            lines.add("no packet was dropped");
        }
        for (final Reason reason : dropped.drops()) {
            lines.add("%s: %,d packets".formatted(reason.verdict(), reason.packets()));
            lines.add("  " + reason.meaning());
            for (final Kept packet : reason.last()) {
                lines.add("  %s, CPU %d, %d octets: %s"
                        .formatted(
                                packet.time(),
                                packet.cpu(),
                                packet.length(),
                                Line.plain(String.join(" | ", packet.layers()))));
                final String octets = packet.octets();
                lines.add("    " + octets.substring(0, Math.min(SHOWN_DIGITS, octets.length()))
                        + (octets.length() > SHOWN_DIGITS ? "..." : ""));
            }
        }
        return lines;
    }
}
