package io.guideway.cli.operate;

import io.guideway.controller.operate.DroppedPackets;
import io.guideway.controller.operate.NodeStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The node now. */
@Command(
        name = "status",
        description = "The node now: generation, services, backends with their states and why, packets by verdict.",
        mixinStandardHelpOptions = true)
public final class StatusCommand extends ApiCommand {
    @Option(names = "--drops", description = "Why packets are dropped, and the last ones of each reason, instead.")
    private boolean drops;

    @Override
    Reply ask(final ApiClient client) throws IOException {
        return client.send("GET", ApiClient.path(drops ? "drops" : "status"));
    }

    @Override
    void print(final Reply reply) throws IOException {
        final List<String> lines = drops
                ? DropsText.of(reply.as(DroppedPackets.class))
                : StatusText.of(reply.as(NodeStatus.class), Instant.now());
        lines.forEach(out()::println);
    }
}
