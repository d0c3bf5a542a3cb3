package io.guideway.cli.operate;

import io.guideway.controller.api.ApiDirectories;
import io.guideway.controller.operate.DroppedPackets;
import io.guideway.controller.operate.NodeStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Watches a running node for a while and says what is wrong with it. */
public final class NodeDoctor {
    private NodeDoctor() {}

    /**
     * Watches.
     *
     * @param node its name
     * @param place its socket, if it is not where its name says
     * @throws IOException if no node answers
     */
    public static List<Finding> examine(final String node, final Optional<Path> place, final Duration time)
            throws IOException {
        final Path socket =
                place.isPresent() ? place.get() : ApiDirectories.standard().find(node);
        try (ApiClient client = new ApiClient(socket)) {
            final NodeStatus before = status(client);
            Thread.sleep(time);
            final NodeStatus after = status(client);
            final Reply drops = client.send("GET", ApiClient.path("drops"));
            return Diagnosis.of(
                    before, after, drops.isFine() ? drops.as(DroppedPackets.class) : new DroppedPackets(List.of()));
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while watching " + node, hurried);
        }
    }

    private static NodeStatus status(final ApiClient client) throws IOException {
        return client.send("GET", ApiClient.path("status")).as(NodeStatus.class);
    }
}
