package io.guideway.controller.save;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Takes items out of a list and adds others at its end, in the way in which the list is written. */
final class ListEdit {
    private final TextEdits edits;
    private final SequenceNode list;
    private final List<Node> items;
    private final Set<Integer> removed;
    private final List<Item> added;

    /** An item to be added, as it is written in a flow list and in a block. */
    interface Item {
        String flow();

        /** @param column of its first character; its other lines are to begin there */
        String block(int column);
    }

    private ListEdit(
            final TextEdits edits, final SequenceNode list, final Set<Integer> removed, final List<Item> added) {
        this.edits = edits;
        this.list = list;
        items = list.getValue();
        this.removed = removed;
        this.added = added;
    }

    /** @param removed indices of items */
    static void make(final TextEdits edits, final SequenceNode list, final Set<Integer> removed, final List<Item> added)
            throws AwkwardTextException {
        final ListEdit edit = new ListEdit(edits, list, removed, added);
        if (TextEdits.isFlow(list)) {
            edit.flow();
        } else {
            edit.block();
        }
    }

    private void flow() {
        final List<Integer> kept = IntStream.range(0, items.size())
                .filter(i -> !removed.contains(i))
                .boxed()
                .toList();
        final String text = String.join(", ", added.stream().map(Item::flow).toList());
        if (kept.isEmpty()) {
            edits.replace(edits.start(list), edits.end(list), "[" + text + "]");
            return;
        }
        final int last = kept.getLast();
        removed.stream()
                .filter(i -> i < last)
                .forEach(i -> edits.replace(edits.start(items.get(i)), edits.start(items.get(i + 1)), ""));
        final int end = edits.end(items.get(last));
        if (last < items.size() - 1) {
            edits.replace(end, edits.end(items.getLast()), "");
        }
        if (!text.isEmpty()) {
            edits.insert(edits.end(items.getLast()), ", " + text);
        }
    }

    private void block() throws AwkwardTextException {
        final int column = edits.dash(items.getFirst()) - edits.lineStart(edits.dash(items.getFirst()));
        final String indent = " ".repeat(column);
        final List<String> lines = new ArrayList<>();
        added.forEach(item -> lines.add(indent + "- " + item.block(column + 2)));
        final int end = edits.requireLineEnd(edits.end(items.getLast()));
        if (removed.size() == items.size()) {
            final String text = lines.isEmpty() ? indent + "  []" : String.join("\n", lines);
            edits.replace(edits.lineStart(edits.dash(items.getFirst())), end, text);
            return;
        }
        for (final int i : removed) {
            final Node item = items.get(i);
            edits.replace(edits.lineStart(edits.dash(item)), edits.nextLine(edits.requireLineEnd(edits.end(item))), "");
        }
        if (!lines.isEmpty()) {
            final boolean lastGoes = removed.contains(items.size() - 1);
            final String text = String.join("\n", lines);
            if (lastGoes) {
                edits.insert(edits.nextLine(end), text + "\n");
            } else {
                edits.insert(end, "\n" + text);
            }
        }
    }
}
