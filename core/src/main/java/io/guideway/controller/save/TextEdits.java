package io.guideway.controller.save;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A text, where its nodes stand, and what is to be replaced in it. One thread. */
final class TextEdits {
    private final String text;
    private final String lineEnd;
    private final boolean hasSurrogates;
    private final List<Edit> edits = new ArrayList<>();

    /** Instead of what stands from {@code start} to {@code end}. */
    private record Edit(int start, int end, String replacement) {}

    TextEdits(final String text) {
        this.text = text;
        lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        hasSurrogates = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
    }

    /** What stands there shall be replaced; lines of the replacement end with LF. */
    void replace(final int start, final int end, final String replacement) {
        edits.add(new Edit(start, end, replacement.replace("\n", lineEnd)));
    }

    void insert(final int at, final String addition) {
        replace(at, at, addition);
    }

    /**
     * The text with all replacements made; those at one place in the order in which they were asked for.
     *
     * @throws AwkwardTextException if two of them overlap
     */
    String apply() throws AwkwardTextException {
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        final StringBuilder edited = new StringBuilder();
        int done = 0;
        for (final Edit edit : edits) {
            if (edit.start() < done) {
                throw new AwkwardTextException("two changes are about the same place");
            }
            edited.append(text, done, edit.start()).append(edit.replacement());
            done = edit.end();
        }
        return edited.append(text, done, text.length()).toString();
    }

    private int index(final Mark mark) {
        return hasSurrogates ? text.offsetByCodePoints(0, mark.getIndex()) : mark.getIndex();
    }

    /** Where the node begins. */
    int start(final Node node) {
        return index(node.getStartMark().orElseThrow());
    }

    /** Where what can be seen of it ends: the parser counts what follows a block as part of it. */
    int end(final Node node) {
        final boolean isBlock = node instanceof final CollectionNode<?> collection && !isFlow(collection);
        if (isBlock
                && node instanceof final MappingNode mapping
                && !mapping.getValue().isEmpty()) {
            final NodeTuple last = mapping.getValue().getLast();
            return Math.max(end(last.getKeyNode()), end(last.getValueNode()));
        }
        if (isBlock
                && node instanceof final SequenceNode list
                && !list.getValue().isEmpty()) {
            return end(list.getValue().getLast());
        }
        int end = index(node.getEndMark().orElseThrow());
        while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    static boolean isFlow(final CollectionNode<?> collection) {
        return collection.getFlowStyle() == FlowStyle.FLOW;
    }

    /** Spaces before the node in its line, had they all been spaces. */
    int column(final Node node) {
        return node.getStartMark().orElseThrow().getColumn();
    }

    /** Where the line ends in which {@code at} stands, before its line end. */
    int lineEnd(final int at) {
        final int newline = text.indexOf('\n', at);
        final int end = newline < 0 ? text.length() : newline;
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** Where the line after that begins. */
    int nextLine(final int at) {
        final int newline = text.indexOf('\n', at);
        return newline < 0 ? text.length() : newline + 1;
    }

    /**
     * Where the dash of a block list's item stands.
     *
     * @throws AwkwardTextException if it is not the first thing in the item's first line
     */
    int dash(final Node item) throws AwkwardTextException {
        int at = start(item) - 1;
        while (at >= 0 && text.charAt(at) == ' ') {
            at--;
        }
        if (at < 0
                || text.charAt(at) != '-'
                || !text.substring(lineStart(at), at).isBlank()) {
            throw new AwkwardTextException("an item of a list does not begin in the line of its dash");
        }
        return at;
    }

    int lineStart(final int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /**
     * Sees to it that nothing but a comment follows in the line.
     *
     * @throws AwkwardTextException if something does
     */
    int requireLineEnd(final int at) throws AwkwardTextException {
        final String rest = text.substring(at, lineEnd(at)).strip();
        if (!rest.isEmpty() && !rest.startsWith("#")) {
            throw new AwkwardTextException("something else follows in the line of what is changed: " + rest);
        }
        return lineEnd(at);
    }
}
