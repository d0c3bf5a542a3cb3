package io.guideway.bench.lab.tier;

import io.guideway.cli.demo.Child;
import java.io.IOException;
import java.time.Duration;

/** The server on one backend: what comes, it sends back. */
final class EchoServer {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private final Child python;

    private EchoServer(final Child python) {
        this.python = python;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param name of its files, unique within the run
     */
    static EchoServer start(final TierNetwork network, final TierHost backend, final String name)
            throws IOException, InterruptedException {
        final Child python = Child.start(
                network.namespace(backend)
                        .command(Programs.python(
                                network.run(), "server.py", Integer.toString(NodeConfiguration.PORT), backend.name())),
                name);
        python.awaitErrorWord("ready", BOUND);
        return new EchoServer(python);
    }

    /** Asks every client to close its connections, and ends when all have. */
    void leave(final Duration bound) throws InterruptedException {
        python.stop(bound);
    }

    /** Ends it at once, without a word to anyone. */
    void kill() {
        python.handle().destroyForcibly();
    }
}
