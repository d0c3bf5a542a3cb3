package io.guideway.cli.operate;

import io.guideway.cli.ConfiguredNode;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.TableView;
import io.guideway.controller.api.ApiJson;
import io.guideway.controller.operate.TableStatus;
import io.guideway.service.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The lookup table of a service. */
@Command(
        name = "table",
        description = "The lookup table of a service: shares, evenness, and what would move if a backend left.",
        mixinStandardHelpOptions = true)
public final class TableCommand extends ApiCommand {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service's name.")
    private String service;

    @Option(names = "--csv", description = "Every slot with its backend, a line each.")
    private boolean csv;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "By this configuration alone, without a node and without health.")
    private Path configuration;

    @Override
    public Integer call() throws IOException, ConfigurationException {
        return configuration == null ? super.call() : showConfigured();
    }

    private int showConfigured() throws ConfigurationException {
        final Service found = ConfiguredNode.services(configuration, err()).stream()
                .filter(one -> one.name().equals(service))
                .findFirst()
                .orElseThrow(() -> wrongUse("%s has no service '%s'".formatted(configuration, service)));
        final Object table = csv ? TableView.slots(found) : TableView.status(found);
        if (isJson()) {
            out().println(ApiJson.mapper().writeValueAsString(table));
        } else {
            lines(table).forEach(out()::println);
        }
        out().flush();
        return 0;
    }

    private static List<String> lines(final Object table) {
        return table instanceof final TableStatus.Slots slots
                ? TableText.csv(slots)
                : TableText.of((TableStatus) table);
    }

    @Override
    Reply ask(final ApiClient client) throws IOException {
        return client.send("GET", ApiClient.path("services", service, csv ? "slots" : "table"));
    }

    @Override
    void print(final Reply reply) throws IOException {
        final Object table = csv ? reply.as(TableStatus.Slots.class) : reply.as(TableStatus.class);
        lines(table).forEach(out()::println);
    }
}
