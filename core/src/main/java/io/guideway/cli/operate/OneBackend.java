package io.guideway.cli.operate;

import io.guideway.packet.IpAddress;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A command that changes one backend. */
abstract class OneBackend extends ChangeCommand {
    private static final String JSON = "application/json";

    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service's name.")
    private String service;

    @Parameters(
            index = "1",
            paramLabel = "ADDRESS",
            description = "The backend's address.",
            converter = AddressConverter.class)
    private IpAddress backend;

    final Reply send(final ApiClient client, final String method, final String json) throws IOException {
        return client.send(method, resource(), JSON, json);
    }

    final Reply setState(final ApiClient client, final String state) throws IOException {
        return send(client, "PATCH", "{\"state\": \"%s\"}".formatted(state));
    }

    final String resource() {
        return path("services", service, "backends", backend.toString());
    }
}
