package io.guideway.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, with the environment a test gives it. */
record Script(Path program, Map<String, String> environment, Path workingDirectory) {
    private static final int PATIENCE_SECONDS = 60;

    /** What a program left behind: its exit code and what it wrote. */
    record Outcome(int exitCode, String out, String err) {}

    Outcome run(final String... arguments) {
        final List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            final Path out = Files.createTempFile("out", null);
            final Path err = Files.createTempFile("err", null);
            final ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(workingDirectory.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            final Outcome outcome = await(builder.start(), out, err);
            Files.delete(out);
            Files.delete(err);
            return outcome;
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command + " ran", interrupted);
        }
    }

    private static Outcome await(final Process process, final Path out, final Path err)
            throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still runs after %d s: %s".formatted(PATIENCE_SECONDS, Files.readString(err)));
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
