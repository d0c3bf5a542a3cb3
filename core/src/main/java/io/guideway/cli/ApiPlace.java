package io.guideway.cli;

import io.guideway.controller.ApiListener;
import io.guideway.controller.NodeConfig;
import io.guideway.controller.api.ApiDirectories;
import io.guideway.controller.api.ApiServer;
import io.guideway.controller.operate.Operations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a node listens to its operators. */
final class ApiPlace {
    @Option(
            names = "--api",
            paramLabel = "SOCKET",
            description = "Unix socket of the API (NAME.sock in /run/guideway, by the node's name; docs/api.md).")
    private Path socket;

    /** What was said of it, for a controller that another process starts. */
    List<String> arguments() {
        return socket == null ? List.of() : List.of("--api", socket.toString());
    }

    /**
     * Serves the API of a node, until what this returns is closed.
     *
     * @param operations the node
     * @param metrics the text that Prometheus is to read
     * @param file of the configuration; files that it names are beside it
     * @param log takes lines for people
     * @throws IOException if the place is taken or cannot be made
     */
    ApiServer serve(
            final Operations operations,
            final Supplier<String> metrics,
            final Path file,
            final NodeConfig node,
            final Consumer<String> log)
            throws IOException {
        final Path place = socket == null ? ApiDirectories.standard().toServe(node.name()) : socket;
        final Optional<ApiListener> listener = node.api().map(api -> api.beside(file));
        final ApiServer server = new ApiServer(operations, metrics, place, listener, log);
        log.accept("API: %s%s"
                .formatted(
                        server.place(),
                        listener.map(tcp -> ", and TLS at port %d of %s".formatted(tcp.port(), tcp.address()))
                                .orElse("")));
        return server;
    }
}
