package io.guideway.controller;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value of the file that remembers where it stands. An alias is the node that its anchor names. Immutable. */
sealed interface YamlNode {

    /** Where the value begins. */
    Position position();

    /** Nodes of this value, itself included, aliases counted as if written out. */
    long size();

    /** The same value for the schema validator, which knows no positions. */
    JsonNode json();

    /** Text, a number, true, false or nothing; {@code text} is what the file says, before YAML gave it a type. */
    record Scalar(Position position, String text, JsonNode json) implements YamlNode {
        @Override
        public long size() {
            return 1;
        }
    }

    /** A list. */
    record Sequence(Position position, long size, List<YamlNode> items) implements YamlNode {
        @Override
        public JsonNode json() {
            final ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
            items.forEach(item -> array.add(item.json()));
            return array;
        }
    }

    /** Keys with values, in the file's order. */
    record Mapping(Position position, long size, Map<String, Entry> entries) implements YamlNode {
        @Override
        public JsonNode json() {
            final ObjectNode object = JsonNodeFactory.instance.objectNode();
            entries.forEach((key, entry) -> object.set(key, entry.value().json()));
            return object;
        }
    }

    /** A mapping's value, and where its key stands. */
    record Entry(Position keyPosition, YamlNode value) {}
}
