package io.guideway.controller;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/**
 * One place of the file with what stands there: readers walk from item to item and complain about them. An item may be absent
 * (an optional key that is not given); its position is then its parent's. Typed access expects what the schema promises.
 */
final class Item {
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Findings findings;
    private final Supplier<String> path; // put together when somebody asks: nobody does of most items
    private final Position position;
    private final Optional<YamlNode> node;

    private Item(
            final Findings findings,
            final Supplier<String> path,
            final Position position,
            final Optional<YamlNode> node) {
        this.findings = findings;
        this.path = path;
        this.position = position;
        this.node = node;
    }

    static Item root(final YamlNode node, final Findings findings) {
        return new Item(findings, () -> "", node.position(), Optional.of(node));
    }

    /** The value of {@code key}, or its absence. */
    Item child(final String key) {
        final Optional<YamlNode> value = entry(key).map(YamlNode.Entry::value);
        return new Item(
                findings, () -> pathTo(key), value.map(YamlNode::position).orElse(position), value);
    }

    /** The key itself, for complaints about keys: its value is its name. */
    Item key(final String key) {
        final Position at = entry(key).map(YamlNode.Entry::keyPosition).orElse(position);
        final JsonNode name = StringNode.valueOf(key);
        return new Item(findings, () -> pathTo(key), at, Optional.of(new YamlNode.Scalar(at, key, name)));
    }

    private Optional<YamlNode.Entry> entry(final String key) {
        return node.filter(YamlNode.Mapping.class::isInstance)
                .map(mapping -> ((YamlNode.Mapping) mapping).entries().get(key));
    }

    private String pathTo(final String key) {
        if (!PLAIN_KEY.matcher(key).matches()) {
            return path() + "[" + Shown.quoted(key) + "]";
        }
        final String parent = path();
        return parent.isEmpty() ? key : parent + "." + key;
    }

    /** The list's {@code index}-th item. */
    Item item(final int index) {
        final YamlNode value = ((YamlNode.Sequence) node.orElseThrow()).items().get(index);
        return new Item(findings, () -> path() + "[" + index + "]", value.position(), Optional.of(value));
    }

    /** The list's items; none if the list is absent. */
    List<Item> items() {
        final int size =
                node.map(list -> ((YamlNode.Sequence) list).items().size()).orElse(0);
        return IntStream.range(0, size).mapToObj(this::item).toList();
    }

    /** The mapping's keys; none if the mapping is absent. */
    List<String> keys() {
        return node.map(mapping ->
                        List.copyOf(((YamlNode.Mapping) mapping).entries().keySet()))
                .orElse(List.of());
    }

    boolean isPresent() {
        return node.isPresent();
    }

    /** What the file says, letter by letter; for scalars that are there. */
    String text() {
        return ((YamlNode.Scalar) node.orElseThrow()).text();
    }

    String textOr(final String absent) {
        return isPresent() ? text() : absent;
    }

    int integer() {
        return json().intValue();
    }

    int integerOr(final int absent) {
        return isPresent() ? integer() : absent;
    }

    boolean isTrue() {
        return isPresent() && json().booleanValue();
    }

    /** The value for the schema validator; a missing node if absent. */
    JsonNode json() {
        return node.map(YamlNode::json).orElse(MissingNode.getInstance());
    }

    String path() {
        return path.get();
    }

    Position position() {
        return position;
    }

    /** The value as a message may show it. */
    Optional<String> shown() {
        return node.map(value -> Shown.value(path(), value));
    }

    void error(final String message, final String remedy) {
        findings.error(this, message, remedy);
    }

    void warn(final String message, final String remedy) {
        findings.warning(this, message, remedy);
    }
}
