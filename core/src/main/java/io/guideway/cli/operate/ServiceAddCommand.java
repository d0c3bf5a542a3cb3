package io.guideway.cli.operate;

import io.guideway.controller.api.ApiJson;
import io.guideway.service.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A service by its options, or as it would stand in the configuration file. */
@Command(
        name = "add",
        description = {
            "Adds a service, or replaces the one of this name.",
            "Either by --vip, --protocol, --port and --mode, or by a file with what would stand in 'services' of the"
                    + " configuration: one mapping, YAML, or JSON where its name ends so."
        },
        mixinStandardHelpOptions = true)
final class ServiceAddCommand extends ChangeCommand {
    private static final String JSON = "application/json";

    @Parameters(paramLabel = "SERVICE", description = "Its name.")
    private String service;

    @Option(names = "--vip", paramLabel = "ADDRESS", description = "The address that clients use, or a prefix.")
    private String vip;

    @Option(names = "--protocol", paramLabel = "WORD", description = "tcp, udp or any.")
    private String protocol;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "1 to 65535, a range such as 8000-8999, or all.",
            converter = PortsConverter.class)
    private Ports port;

    @Option(names = "--mode", paramLabel = "WORD", description = "How packets are sent on, such as ipip.")
    private String mode;

    @Option(
            names = "--backend",
            paramLabel = "ADDRESS[:WEIGHT]",
            description = "A backend, such as 10.0.1.1:2, fd00::1, or [fd00::1]:2; may be given many times.")
    private List<String> backends = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A file that says it all.")
    private Path file;

    @Override
    Reply ask(final ApiClient client) throws IOException {
        final String path = path("services", service);
        if (file == null) {
            return client.send("PUT", path, JSON, definition());
        }
        if (vip != null || protocol != null || port != null || mode != null || !backends.isEmpty()) {
            throw wrongUse("the file says it all; give either --file or the other options");
        }
        return client.send("PUT", path, file.toString().endsWith(".json") ? JSON : "application/yaml", read(file));
    }

    private static String read(final Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (final IOException unreadable) {
            throw new IOException("%s cannot be read (%s)".formatted(file, unreadable), unreadable);
        }
    }

    private String definition() {
        if (vip == null || protocol == null || port == null || mode == null) {
            throw wrongUse("a service needs --vip, --protocol, --port and --mode, or --file");
        }
        final ObjectNode definition = ApiJson.mapper().createObjectNode();
        definition
                .put("name", service)
                .put("vip", vip)
                .put("protocol", protocol)
                .put("mode", mode);
        definition.putPOJO("port", port);
        final ArrayNode list = definition.putArray("backends");
        for (final String backend : backends) {
            final WeightedAddress weighted = weighted(backend);
            list.addObject().put("address", weighted.address().toString()).put("weight", weighted.weight());
        }
        return ApiJson.mapper().writeValueAsString(definition);
    }

    private WeightedAddress weighted(final String text) {
        try {
            return WeightedAddress.parse(text);
        } catch (final IllegalArgumentException notOne) {
            throw wrongUse(notOne.getMessage());
        }
    }
}
