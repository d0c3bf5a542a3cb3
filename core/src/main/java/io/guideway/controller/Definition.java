package io.guideway.controller;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service that was given by command: YAML or JSON, of which JSON is a part. */
final class Definition {
    private Definition() {}

    /**
     * The item of {@code services} that it stands for.
     *
     * @param service its name, which the text may leave out
     * @throws ConfigurationException if the text is not understood, is no mapping, or has another name
     */
    static YamlNode.Mapping parse(final String service, final String text) throws ConfigurationException {
        final YamlNode node = YamlFile.parse(title(service), text.getBytes(StandardCharsets.UTF_8));
        if (!(node instanceof final YamlNode.Mapping mapping)) {
            throw refusal(service, node, "", "a service is a mapping", "write vip, protocol, port and mode");
        }
        final YamlNode.Entry name = mapping.entries().get("name");
        if (name == null) {
            final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
            entries.put("name", new YamlNode.Entry(Position.NOWHERE, Nodes.text(service)));
            entries.putAll(mapping.entries());
            return Nodes.mapping(mapping.position(), entries);
        }
        if (!(name.value() instanceof final YamlNode.Scalar scalar)
                || !scalar.text().equals(service)) {
            throw refusal(
                    service,
                    name.value(),
                    "name",
                    "is another name than the service is put under",
                    "write %s, or leave it out".formatted(Shown.quoted(service)));
        }
        return mapping;
    }

    /** What messages call it. */
    static String title(final String service) {
        return "service " + service;
    }

    private static ConfigurationException refusal(
            final String service, final YamlNode at, final String path, final String message, final String remedy) {
        final Position position = at.position();
        final Problem problem = new Problem(
                title(service),
                position.line(),
                position.column(),
                path,
                Optional.of(Shown.value(path, at)),
                message,
                remedy);
        return new ConfigurationException(ConfigurationException.Kind.MEANINGLESS, List.of(problem), List.of());
    }
}
