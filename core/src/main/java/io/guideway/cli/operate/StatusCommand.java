package io.guideway.cli.operate;

import io.guideway.controller.operate.NodeStatus;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Command;

/** The node now. */
@Command(
        name = "status",
        description = "The node now: generation, services, backends with their states and why, packets by verdict.",
        mixinStandardHelpOptions = true)
public final class StatusCommand extends ApiCommand {
    @Override
    Reply ask(final ApiClient client) throws IOException {
        return client.send("GET", ApiClient.path("status"));
    }

    @Override
    void print(final Reply reply) throws IOException {
        StatusText.of(reply.as(NodeStatus.class), Instant.now()).forEach(out()::println);
    }
}
