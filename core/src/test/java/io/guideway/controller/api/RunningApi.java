package io.guideway.controller.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node of memory behind a real server. */
public final class RunningApi implements AutoCloseable {
    private final MemoryNode node = new MemoryNode();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final ApiServer server;

    /** Listens at {@code socket}. */
    public RunningApi(final Path socket) throws IOException {
        server = new ApiServer(node, () -> "guideway_up 1\n", socket, Optional.empty(), log::add);
    }

    /** What is asked. */
    public MemoryNode node() {
        return node;
    }

    /** Where it listens. */
    public Path socket() {
        return server.place();
    }

    List<String> log() {
        return log;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
