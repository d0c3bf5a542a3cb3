package io.guideway.controller;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes nodes that stand in no file. */
final class Nodes {
    private Nodes() {}

    static YamlNode.Scalar text(final String text) {
        return new YamlNode.Scalar(Position.NOWHERE, text, JsonNodeFactory.instance.stringNode(text));
    }

    static YamlNode.Scalar number(final int number) {
        return new YamlNode.Scalar(
                Position.NOWHERE, Integer.toString(number), JsonNodeFactory.instance.numberNode(number));
    }

    static YamlNode.Sequence list(final Iterable<? extends YamlNode> items) {
        final List<YamlNode> list = new ArrayList<>();
        long size = 1;
        for (final YamlNode item : items) {
            list.add(item);
            size += item.size();
        }
        return new YamlNode.Sequence(Position.NOWHERE, size, list);
    }

    /** A mapping with another value for a key, at the key's place, or at the end. */
    static YamlNode.Mapping with(final YamlNode.Mapping mapping, final String key, final YamlNode value) {
        final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
        final YamlNode.Entry old = entries.get(key);
        entries.put(key, new YamlNode.Entry(old == null ? mapping.position() : old.keyPosition(), value));
        return mapping(mapping.position(), entries);
    }

    /** A mapping without a key. */
    static YamlNode.Mapping without(final YamlNode.Mapping mapping, final String key) {
        final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
        entries.remove(key);
        return mapping(mapping.position(), entries);
    }

    static YamlNode.Mapping mapping(final Position position, final Map<String, YamlNode.Entry> entries) {
        final long size = 1
                + entries.values().stream()
                        .mapToLong(entry -> entry.value().size())
                        .sum();
        return new YamlNode.Mapping(position, size, entries);
    }

    /** The value of a key if it is a list; otherwise no items. */
    static List<YamlNode> items(final YamlNode.Mapping mapping, final String key) {
        final YamlNode.Entry entry = mapping.entries().get(key);
        return entry != null && entry.value() instanceof final YamlNode.Sequence list ? list.items() : List.of();
    }
}
