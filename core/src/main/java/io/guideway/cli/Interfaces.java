package io.guideway.cli;

import io.guideway.controller.Controller;
import io.guideway.controller.ForwarderLink;
import io.guideway.controller.NodeConfig;
import io.guideway.controller.api.ApiServer;
import io.guideway.controller.metrics.Metrics;
import io.guideway.controller.metrics.MetricsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where operators and Prometheus reach a controller, as long as this is open. */
final class Interfaces implements AutoCloseable {
    private final ApiServer api;
    private final Optional<MetricsServer> metrics;

    /**
     * @param file of the configuration
     * @throws IOException if a place is taken or cannot be made
     */
    Interfaces(
            final Controller controller,
            final ForwarderLink link,
            final ApiPlace place,
            final Path file,
            final NodeConfig node,
            final Consumer<String> log)
            throws IOException {
        final Metrics told = new Metrics(controller, link::counters, controller::transitions);
        api = place.serve(controller, told::text, file, node, log);
        try {
            metrics = node.metrics().isPresent()
                    ? Optional.of(new MetricsServer(node.metrics().get(), told))
                    : Optional.empty();
        } catch (final IOException taken) {
            api.close();
            throw taken;
        }
    }

    @Override
    public void close() throws IOException {
        metrics.ifPresent(MetricsServer::close);
        api.close();
    }
}
