package io.guideway.cli;

import io.guideway.controller.ConfigurationException;
import io.guideway.controller.operate.Explanation;
import io.guideway.controller.operate.Question;
import io.guideway.forwarder.ConfiguredExplainer;
import io.guideway.service.Service;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a node would say that had just begun by a configuration, without one. */
public final class ConfiguredNode {
    private ConfiguredNode() {}

    /**
     * What would become of packets.
     *
     * @param err takes warnings
     * @throws ConfigurationException if the file is refused
     * @throws IllegalArgumentException if the question makes no sense
     */
    public static Explanation explain(final Path file, final Question question, final PrintWriter err)
            throws ConfigurationException {
        final Map<String, Explain> packets = question.packets();
        try (ConfiguredExplainer explainer = new ConfiguredExplainer(Plans.read(file, err))) {
            final List<Explanation.Fate> fates = new ArrayList<>();
            packets.forEach((name, asked) -> fates.add(fate(name, asked, explainer.explain(asked))));
            return new Explanation(fates);
        }
    }

    /**
     * The services of a configuration.
     *
     * @param err takes warnings
     * @throws ConfigurationException if the file is refused
     */
    public static List<Service> services(final Path file, final PrintWriter err) throws ConfigurationException {
        return Plans.check(file, err).services();
    }

    private static Explanation.Fate fate(final String name, final Explain asked, final Explained said) {
        if (!said.problem().isEmpty()) {
            throw new IllegalArgumentException(said.problem());
        }
        return Explanation.Fate.of(name, asked.frame(), said);
    }
}
