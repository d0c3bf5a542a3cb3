package io.guideway.controller;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Builds the one document of a file from the YAML parser's events (YAML 1.2.2, core schema). Stricter than YAML where a
 * configuration would suffer: keys are plain text and given once, tags other than {@code !!str} are refused, nesting and what
 * aliases may add are bounded. Use once, on one thread.
 */
final class YamlReader {
    private static final int DEEPEST = 32;
    private static final long MOST_ALIASED = 1_000_000;
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final Iterator<Event> events;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();
    private final long mostValues;
    private final String passedOver;
    private long values;
    private long aliased;

    /**
     * @param text the whole file
     * @param mostValues a file with more is refused
     * @param passedOver a key of the root whose value is taken for an empty list, whatever stands there; empty: none
     */
    YamlReader(final String text, final long mostValues, final String passedOver) {
        this.mostValues = mostValues;
        this.passedOver = passedOver;
        final LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * The document's root.
     *
     * @throws YamlException if there is none, more than one, or something that is refused
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if the text is not YAML
     */
    YamlNode read() throws YamlException {
        events.next(); // the stream begins
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            throw new YamlException(Position.NOWHERE, "the file is empty", "write node, dpdk and services");
        }
        final YamlNode root = node(events.next(), 0);
        events.next(); // the document ends
        final Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw new YamlException(position(after), "a second document begins", "keep one document in a file");
        }
        return root;
    }

    private YamlNode node(final Event event, final int depth) throws YamlException {
        if (depth > DEEPEST) {
            throw new YamlException(
                    position(event),
                    "values are nested more than %d deep".formatted(DEEPEST),
                    "look for a bracket that is never closed");
        }
        values++;
        if (values > mostValues) {
            throw new YamlException(
                    position(event), "the file has more than %,d values".formatted(mostValues), "is it the right one?");
        }
        final YamlNode node = switch (event) {
            case AliasEvent alias -> named(alias);
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            default -> throw new AssertionError("the parser gives no " + event + " where a value stands");
        };
        remember(event, node);
        return node;
    }

    private YamlNode named(final AliasEvent alias) throws YamlException {
        final YamlNode node = anchors.get(alias.getAlias());
        if (node == null) {
            throw new YamlException(
                    position(alias),
                    "alias *%s has no anchor before it".formatted(alias.getAlias()),
                    "write &%s in front of the value it means".formatted(alias.getAlias()));
        }
        aliased += node.size();
        if (aliased > MOST_ALIASED) {
            throw new YamlException(
                    position(alias),
                    "aliases stand for more than %,d values".formatted(MOST_ALIASED),
                    "write the values out");
        }
        return node;
    }

    private void remember(final Event event, final YamlNode node) {
        if (!(event instanceof AliasEvent) && event instanceof NodeEvent named) {
            named.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        }
    }

    private YamlNode scalar(final ScalarEvent event) throws YamlException {
        final boolean isText = !event.isPlain() || isTaggedText(event, event.getTag());
        final String text = event.getValue();
        final JsonNode json = isText ? JsonNodeFactory.instance.stringNode(text) : PlainScalar.json(text);
        return new YamlNode.Scalar(position(event), text, json);
    }

    private boolean isTaggedText(final Event event, final Optional<String> tag) throws YamlException {
        if (tag.isPresent() && !tag.get().equals(TEXT_TAG) && !tag.get().equals("!")) {
            throw refusedTag(event, tag.get());
        }
        return tag.isPresent();
    }

    private YamlNode sequence(final SequenceStartEvent start, final int depth) throws YamlException {
        requireNoTag(start, start.getTag());
        final List<YamlNode> items = new ArrayList<>();
        long size = 1;
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            final YamlNode item = node(event, depth + 1);
            size += item.size();
            items.add(item);
        }
        return new YamlNode.Sequence(position(start), size, items);
    }

    private YamlNode mapping(final MappingStartEvent start, final int depth) throws YamlException {
        requireNoTag(start, start.getTag());
        final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        long size = 1;
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            final String key = key(event, depth);
            final YamlNode value =
                    depth == 0 && key.equals(passedOver) ? passOver(events.next()) : node(events.next(), depth + 1);
            size += value.size();
            if (entries.put(key, new YamlNode.Entry(position(event), value)) != null) {
                throw new YamlException(
                        position(event), "key %s stands here twice".formatted(Shown.quoted(key)), "keep one of them");
            }
        }
        return new YamlNode.Mapping(position(start), size, entries);
    }

    private YamlNode passOver(final Event event) {
        int open = opens(event);
        while (open > 0) {
            open += opens(events.next());
        }
        return new YamlNode.Sequence(position(event), 1, List.of());
    }

    private static int opens(final Event event) {
        return switch (event.getEventId()) {
            case SequenceStart, MappingStart -> 1;
            case SequenceEnd, MappingEnd -> -1;
            default -> 0;
        };
    }

    private String key(final Event event, final int depth) throws YamlException {
        if (node(event, depth + 1) instanceof YamlNode.Scalar scalar) {
            return scalar.text();
        }
        throw new YamlException(position(event), "a list or mapping stands where a key is expected", "write a name");
    }

    private static void requireNoTag(final Event event, final Optional<String> tag) throws YamlException {
        if (tag.isPresent()) {
            throw refusedTag(event, tag.get());
        }
    }

    private static YamlException refusedTag(final Event event, final String tag) {
        return new YamlException(position(event), "tag %s is not understood".formatted(tag), "remove it");
    }

    private static Position position(final Event event) {
        return event.getStartMark()
                .map(mark -> new Position(mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Position.NOWHERE);
    }
}
