package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Removes a run, however it ends. A small shell process in a session of its own reads from a pipe that this process holds
 * open; when the pipe closes (at the normal end, by {@link #close}; at a crash or kill, by the kernel) it ends the run's
 * processes and deletes its namespaces and files. There is no other way of cleaning up. Thread-safe.
 */
public final class Guardian implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private final DemoRun run;
    private final Process process;

    private Guardian(final DemoRun run, final Process process) {
        this.run = run;
        this.process = process;
    }

    /** Starts guarding a run; to be called before anything of it exists. */
    public static Guardian of(final DemoRun run) throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(
                        "setsid",
                        "sh",
                        "-c",
                        Resource.text("guardian.sh"),
                        "guideway-guardian",
                        run.name(),
                        run.directory().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PATH", SearchPath.text());
        builder.environment().remove(DemoRun.MARK);
        return new Guardian(run, builder.start());
    }

    /**
     * Removes the run and waits until nothing is left of it; again does nothing.
     *
     * @throws DemoException naming what is left, if something is
     */
    @Override
    public synchronized void close() throws IOException {
        process.getOutputStream().close();
        if (!ended()) {
            throw new DemoException("%s is not removed after %d s; look with: ip netns list | grep %s"
                    .formatted(run.name(), BOUND.toSeconds(), run.name()));
        }
        final String words = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.exitValue() != 0) {
            throw new DemoException("%s is not removed; %s".formatted(run.name(), words));
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(BOUND);
        } catch (final InterruptedException unwaited) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
