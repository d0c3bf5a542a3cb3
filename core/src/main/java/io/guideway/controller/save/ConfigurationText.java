package io.guideway.controller.save;

import io.guideway.controller.desired.BackendEdit;
import io.guideway.controller.desired.ServiceEdit;
import io.guideway.packet.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;

/**
 * The text of a configuration file that was read and found good, and what it becomes by changes made by command. What stands
 * outside the changed services stays octet for octet. Use once, on one thread; the result is to be read and compared before it
 * is used, as this trusts the text to be written as people do.
 */
public final class ConfigurationText {
    private final TextEdits edits;
    private final SequenceNode services;
    private final boolean isBlock;
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<Integer> removed = new HashSet<>();
    private final List<ListEdit.Item> added = new ArrayList<>();

    /** @param text without a byte order mark */
    public ConfigurationText(final String text) {
        edits = new TextEdits(text);
        final LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        final MappingNode root =
                (MappingNode) new Compose(settings).composeString(text).orElseThrow();
        isBlock = !TextEdits.isFlow(root);
        services = (SequenceNode) value(root, "services").orElseThrow();
        for (int i = 0; i < services.getValue().size(); i++) {
            places.put(name(services.getValue().get(i)), i);
        }
    }

    private static Optional<Node> value(final MappingNode mapping, final String key) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof final ScalarNode scalar
                        && scalar.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static String name(final Node service) {
        return ((ScalarNode) value((MappingNode) service, "name").orElseThrow()).getValue();
    }

    /** The service stands in the text no more. */
    public void remove(final String service) {
        removed.add(places.get(service));
    }

    /** The service stands in the text like this, in its place or at the end. */
    public void put(final String service, final JsonNode item) {
        final ListEdit.Item text = Rendering.service(item);
        if (!places.containsKey(service)) {
            added.add(text);
            return;
        }
        final Node old = services.getValue().get(places.get(service));
        if (TextEdits.isFlow(services)) {
            edits.replace(edits.start(old), edits.end(old), text.flow());
        } else {
            // A comment at the end is about the line that goes.
            edits.replace(edits.start(old), edits.lineEnd(edits.end(old)), text.block(edits.column(old)));
        }
    }

    /**
     * What was said of the backends of a service that stands in the text.
     *
     * @throws AwkwardTextException if the text is written in a way that this cannot change; {@link #put} can
     */
    public void change(final String service, final ServiceEdit edit) throws AwkwardTextException {
        final MappingNode item = (MappingNode) services.getValue().get(places.get(service));
        final Optional<Node> list = value(item, "backends");
        if (list.isEmpty() || !(list.get() instanceof final SequenceNode backends)) {
            throw new AwkwardTextException("the service has no list of backends yet");
        }
        final SortedMap<IpAddress, BackendEdit> left = new TreeMap<>(edit.backends());
        final Set<Integer> gone = new HashSet<>();
        for (int i = 0; i < backends.getValue().size(); i++) {
            final MappingNode backend = (MappingNode) backends.getValue().get(i);
            final BackendEdit said = left.remove(address(backend));
            if (said != null && said.kind() == BackendEdit.Kind.REMOVED) {
                gone.add(i);
            } else if (said != null) {
                weigh(backend, said.weight());
            }
        }
        final boolean isFlow = backends.getValue().isEmpty()
                || TextEdits.isFlow((MappingNode) backends.getValue().getLast());
        final List<ListEdit.Item> more = new ArrayList<>();
        left.forEach((address, said) -> more.add(Rendering.backend(address, said.weight(), isFlow)));
        if (!gone.isEmpty() || !more.isEmpty()) {
            ListEdit.make(edits, backends, gone, more);
        }
    }

    private static IpAddress address(final MappingNode backend) {
        return IpAddress.parse(((ScalarNode) value(backend, "address").orElseThrow()).getValue());
    }

    private void weigh(final MappingNode backend, final int weight) {
        final Optional<Node> old = value(backend, "weight");
        if (old.isPresent()) {
            edits.replace(edits.start(old.get()), edits.end(old.get()), Integer.toString(weight));
            return;
        }
        final int end = edits.end(value(backend, "address").orElseThrow());
        if (TextEdits.isFlow(backend)) {
            edits.insert(end, ", weight: " + weight);
        } else {
            edits.insert(edits.lineEnd(end), "\n%sweight: %d".formatted(" ".repeat(edits.column(backend)), weight));
        }
    }

    /**
     * The text with everything changed.
     *
     * @throws AwkwardTextException if it is written in a way that this cannot change
     */
    public String text() throws AwkwardTextException {
        if (services.getValue().isEmpty() && isBlock && !added.isEmpty()) {
            final List<String> items =
                    added.stream().map(item -> "\n  - " + item.block(4)).toList();
            edits.replace(edits.start(services), edits.end(services), "");
            edits.insert(edits.lineEnd(edits.end(services)), String.join("", items));
        } else if (!removed.isEmpty() || !added.isEmpty()) {
            ListEdit.make(edits, services, removed, added);
        }
        return edits.apply();
    }
}
