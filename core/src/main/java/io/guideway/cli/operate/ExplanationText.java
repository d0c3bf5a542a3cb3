package io.guideway.cli.operate;

import io.guideway.controller.operate.Explanation;
import io.guideway.controller.operate.Explanation.Fate;
import io.guideway.controller.operate.Explanation.Leaving;
import io.guideway.controller.operate.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What would become of packets, for people. */
final class ExplanationText {
    private static final String FIELD = "  %-11s %s";
    private static final int OCTETS_A_LINE = 16;

    private final List<String> lines = new ArrayList<>();

    private ExplanationText() {}

    /** Lines without their ends. */
    static List<String> of(final Explanation explanation) {
        final ExplanationText text = new ExplanationText();
        final List<Fate> fates = explanation.packets();
        final boolean isTwice = fates.size() == 2 && isAlike(fates.getFirst(), fates.getLast());
        for (final Fate fate : isTwice ? fates.subList(0, 1) : fates) {
            text.fate(fate);
        }
        if (isTwice) {
            text.lines.add("");
            text.lines.add("Later packets of the flow go the same way.");
        }
        return text.lines;
    }

    /** Whether nothing of interest tells them apart; the packets themselves differ, as one begins the flow. */
    private static boolean isAlike(final Fate one, final Fate other) {
        return one.verdict().equals(other.verdict())
                && one.backend().equals(other.backend())
                && one.way().equals(other.way())
                && one.generation() == other.generation();
    }

    private void fate(final Fate fate) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(
                switch (fate.packet()) {
                    case Question.FIRST -> "The packet that begins the flow";
                    case Question.LATER -> "Any later packet of the flow";
                    default -> "The packet";
                });
        layers("    ", fate.layers());
        field("verdict", fate.verdict());
        field("", fate.meaning());
        field("service", fate.service().map(Line::plain).orElse("none"));
        fate.slot().ifPresent(slot -> slot(fate, slot));
        field("generation", Long.toString(fate.generation()));
        for (final Leaving leaving : fate.leaving()) {
            leaving(leaving);
        }
        if (fate.leaving().isEmpty()) {
            field("leaves", "nothing");
        }
    }

    private void slot(final Fate fate, final int slot) {
        field("hash", fate.hash().orElse(""));
        field(
                "slot",
                "%d of %d, which backend %s has"
                        .formatted(slot, fate.slots().orElse(0), fate.owner().orElseThrow()));
        field("moving", moving(fate));
        field("record", recorded(fate));
        field("backend", "%s, %s".formatted(fate.backend().orElseThrow(), way(fate.way())));
    }

    private static String moving(final Fate fate) {
        return switch (fate.movement()) {
            case "still" -> "no, the hash alone decides";
            case "records-only" -> "no, but flows that are recorded follow their records";
            default ->
                "yes, and flows older than the change stay with %s"
                        .formatted(fate.formerOwner().map(Object::toString).orElse("their backend"));
        };
    }

    private static String recorded(final Fate fate) {
        final String where =
                fate.cpu().isPresent() ? " by the worker on CPU " + fate.cpu().getAsInt() : "";
        return switch (fate.recorded()) {
            case "none" -> "none";
            case "embryonic" -> "the flow's first packet" + where;
            case "confirmed" -> "the flow" + where;
            default -> "the flow, by another node";
        };
    }

    private static String way(final String way) {
        return switch (way) {
            case "hash" -> "by the hash";
            case "slot" -> "which has the slot";
            case "record" -> "by the flow's record";
            case "peer-record" -> "by another node's record of the flow";
            case "former-owner" -> "which had the slot before the change";
            default -> "which has the slot, as the backend of the flow's record serves no more";
        };
    }

    private void leaving(final Leaving leaving) {
        field(
                "leaves",
                "by port %d, %d octets:"
                        .formatted(leaving.port(), leaving.octets().length() / 2));
        layers("    ", leaving.layers());
        lines.add("");
        for (int at = 0; at < leaving.octets().length(); at += 2 * OCTETS_A_LINE) {
            final int end = Math.min(at + 2 * OCTETS_A_LINE, leaving.octets().length());
            lines.add(String.format(
                    Locale.ROOT,
                    "    %04x  %s",
                    at / 2,
                    leaving.octets().substring(at, end).replaceAll("..(?=.)", "$0 ")));
        }
    }

    private void layers(final String indent, final List<String> layers) {
        layers.forEach(layer -> lines.add(indent + Line.plain(layer)));
    }

    private void field(final String name, final String value) {
        lines.add(String.format(Locale.ROOT, FIELD, name, value).stripTrailing());
    }
}
