package io.guideway.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * HTTP requests from the client's namespace without a pause, at a pace that answers do not change: eight threads of a Python
 * program, together 200 a second, each request on a connection of its own. curl has no pace for requests side by side.
 */
final class SteadyRequests {
    private static final int THREADS = 8;
    private static final int PERIOD_MS = 40;
    private static final String NAME = "steady-requests";
    private static final Duration BOUND = Duration.ofSeconds(30);
    private final Child python;
    private final InputStream output;
    private long ended;

    private SteadyRequests(final Child python, final InputStream output) {
        this.python = python;
        this.output = output;
    }

    /** Starts them. */
    static SteadyRequests start(final Lab lab, final LabService service) throws IOException {
        final Path script = Files.writeString(lab.run().file(NAME + ".py"), Resource.text(NAME + ".py"));
        final Command command = lab.namespace(LabHost.CLIENT)
                .command(
                        Decapsulator.PYTHON,
                        "-I",
                        "-S",
                        script.toString(),
                        service.vip(),
                        Integer.toString(LabService.PORT),
                        "/" + service.name() + "/steady",
                        Integer.toString(THREADS),
                        Integer.toString(PERIOD_MS));
        return new SteadyRequests(Child.start(command, NAME), Files.newInputStream(file(lab.run())));
    }

    /** A line for each request that has ended. */
    static Path file(final DemoRun run) {
        return run.file(NAME + ".out");
    }

    /**
     * Waits until that many more have ended.
     *
     * @throws DemoException with the program's last words, if they do not
     */
    void awaitMore(final int requests) throws InterruptedException {
        final long enough = ended() + requests;
        if (!Await.until(() -> ended() >= enough, BOUND)) {
            throw new DemoException("requests have stopped%n%s".formatted(python.tail()));
        }
    }

    private long ended() {
        try {
            for (final byte octet : output.readAllBytes()) {
                ended += octet == '\n' ? 1 : 0;
            }
            return ended;
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Lets those under way end, and gives all there were, in the order of their ends. */
    List<SteadyRequest> stop() throws IOException, InterruptedException {
        output.close();
        return python.stop(BOUND).lines().map(SteadyRequest::parse).toList();
    }
}
