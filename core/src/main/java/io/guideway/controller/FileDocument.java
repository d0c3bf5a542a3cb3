package io.guideway.controller;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration file as it was read. Immutable.
 *
 * @param file where it was
 * @param fingerprint of its octets
 * @param root what stands in it
 * @param services the items of its {@code services} by name, in its order
 * @param checked what it says
 */
record FileDocument(
        Path file,
        String fingerprint,
        YamlNode.Mapping root,
        Map<String, YamlNode.Mapping> services,
        CheckedConfiguration checked) {
    /** Takes a document that passed every check. */
    static FileDocument of(
            final Path file, final byte[] octets, final YamlNode root, final CheckedConfiguration checked) {
        final YamlNode.Mapping mapping = (YamlNode.Mapping) root;
        final YamlNode.Sequence list =
                (YamlNode.Sequence) mapping.entries().get("services").value();
        final Map<String, YamlNode.Mapping> services = new LinkedHashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            services.put(checked.configuration().services().get(i).name(), (YamlNode.Mapping)
                    list.items().get(i));
        }
        return new FileDocument(file, fingerprint(octets), mapping, Collections.unmodifiableMap(services), checked);
    }

    /** Tells octets from others. */
    static String fingerprint(final byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (final NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    /** The document with these items for {@code services}. */
    YamlNode with(final Iterable<? extends YamlNode> items) {
        return Nodes.with(root, "services", Nodes.list(items));
    }

    /** The same, and the ports without a key that they may do without: a list there is long, and has been checked. */
    YamlNode without(final String key, final Iterable<? extends YamlNode> items) {
        final YamlNode.Mapping dpdk =
                (YamlNode.Mapping) root.entries().get("dpdk").value();
        final List<YamlNode.Mapping> ports = Nodes.items(dpdk, "ports").stream()
                .map(port -> Nodes.without((YamlNode.Mapping) port, key))
                .toList();
        return Nodes.with(
                Nodes.with(root, "services", Nodes.list(items)), "dpdk", Nodes.with(dpdk, "ports", Nodes.list(ports)));
    }
}
