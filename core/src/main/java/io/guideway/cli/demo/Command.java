package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program with its arguments, run as part of a demo run: it carries the run's mark, and it has a session of its own, so
 * that a Ctrl-C at the terminal reaches the demo alone. What it prints goes to files of the run: no pipe, nothing to block
 * on.
 */
public record Command(DemoRun run, List<String> words) {
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** A program in the namespace of this process. */
    public static Command of(final DemoRun run, final String... words) {
        return new Command(run, List.of(words));
    }

    /** The process to be; the caller says where its output goes. Its input is empty. */
    ProcessBuilder builder() {
        final List<String> sessionLeader = new ArrayList<>(List.of("setsid"));
        sessionLeader.addAll(words);
        final ProcessBuilder builder = new ProcessBuilder(sessionLeader)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("PATH", SearchPath.text());
        builder.environment().put(DemoRun.MARK, run.name());
        return builder;
    }

    /** Runs it to its end, which has to come within 20 seconds; see {@link #execute(Duration)}. */
    public void execute() throws IOException, InterruptedException {
        execute(BOUND);
    }

    /**
     * Runs it to its end.
     *
     * @throws DemoException with everything it printed, if it fails or takes longer than that
     */
    void execute(final Duration bound) throws IOException, InterruptedException {
        final Path output = Files.createTempFile(run.directory(), "command-", ".out");
        final Process process = builder()
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(bound)) {
            process.destroyForcibly();
            throw failure("did not end within " + bound.toSeconds() + " s", output);
        }
        if (process.exitValue() != 0) {
            throw failure("failed with exit code " + process.exitValue(), output);
        }
        Files.delete(output);
    }

    private DemoException failure(final String what, final Path output) throws IOException {
        return new DemoException("'%s' %s%n%s".formatted(this, what, Files.readString(output)));
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
