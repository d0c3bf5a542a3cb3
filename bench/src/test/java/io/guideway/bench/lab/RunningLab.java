package io.guideway.bench.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.cli.demo.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** {@code lab rfc2544} as a process that a test watches and disturbs; closing it ends whatever is left. */
final class RunningLab implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(120);

    private final Process process;
    private final Path errors;

    private RunningLab(final Process process, final Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** The shortest trials that there can be, where the words do not say otherwise, which come last. */
    static String[] words(final Path directory, final String... words) {
        final List<String> all = new ArrayList<>(List.of("rfc2544", "--quick", "--json"));
        all.addAll(List.of("--trials", "1", "--resolution", "0.3", "--flows", "1000"));
        all.addAll(List.of("--output", directory.toString()));
        if (!Arrays.asList(words).contains("--trial-seconds")) {
            all.addAll(List.of("--trial-seconds", "0.03"));
        }
        all.addAll(Arrays.asList(words));
        return all.toArray(String[]::new);
    }

    static RunningLab start(final Path directory, final String... words) throws IOException {
        final Path errors = directory.resolve("errors");
        return new RunningLab(
                BenchProgram.labBuilder(words(directory, words))
                        .redirectOutput(directory.resolve("output").toFile())
                        .redirectError(errors.toFile())
                        .start(),
                errors);
    }

    /** Waits until it has said so on standard error. */
    void awaitError(final String text) throws InterruptedException {
        Await.until(() -> !process.isAlive() || errors().contains(text), BOUND);
        assertTrue(process.isAlive(), this::errors);
        assertTrue(errors().contains(text), this::errors);
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The forwarder. */
    ProcessHandle device() {
        return process.descendants()
                .filter(one -> arguments(one).contains("run"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no device runs: " + errors()));
    }

    /** From the kernel: {@link ProcessHandle.Info} tells nothing of a command line beyond a page, as a long class path makes it. */
    private static List<String> arguments(final ProcessHandle one) {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(one.pid()), "cmdline"))
                    .split("\0"));
        } catch (final IOException ended) {
            return List.of();
        }
    }

    /** The file that the forwarder was started with. */
    Path deviceConfiguration() {
        final List<String> arguments = arguments(device());
        return Path.of(arguments.get(arguments.indexOf("run") + 1));
    }

    void signal(final String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for its end; its exit code. */
    int awaitEnd() throws InterruptedException {
        assertTrue(process.waitFor(BOUND), () -> "still running: " + errors());
        return process.exitValue();
    }

    /** Removes a directory of files: what a killed lab could not. */
    static void remove(final Path files) throws IOException {
        try (Stream<Path> entries = Files.list(files)) {
            for (final Path file : entries.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(files);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
