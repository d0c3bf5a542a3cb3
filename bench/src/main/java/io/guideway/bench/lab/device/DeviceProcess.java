package io.guideway.bench.lab.device;

import io.guideway.bench.lab.LabException;
import io.guideway.cli.JvmCommand;
import io.guideway.cli.demo.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A forwarder in a process of its own, with the classes and the JVM's flags of this one. It has a session of its own,
 * so that a Ctrl-C at the terminal reaches the lab alone, and it ends when the lab is killed.
 */
public final class DeviceProcess implements AutoCloseable {
    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final Duration STOP_BOUND = Duration.ofSeconds(20);
    private static final int TAIL_LINES = 15;
    private static final String READY = "forwarding:";
    private static final String CONFIGURATION = "device.yaml";
    private static final String OUTPUT = "out";
    private static final String ERRORS = "err";

    private final Path directory;
    private final Process process;

    private DeviceProcess(final Path directory, final Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts {@code guideway run} with this configuration; the thread that does so lives as long as the process shall. */
    public static DeviceProcess start(final String configuration) throws IOException {
        return start(configuration, List.of(), "run");
    }

    /**
     * Starts what forwards; the thread that does so lives as long as the process shall.
     *
     * @param configuration the file's text
     * @param flags of its JVM, beside and stronger than this one's; GUIDEWAY_FORWARDER_OPTS is stronger still
     * @param command of the program
     * @param options of the command, behind the file
     */
    public static DeviceProcess start(
            final String configuration, final List<String> flags, final String command, final String... options)
            throws IOException {
        final Path directory = Files.createTempDirectory("guideway-lab-");
        try {
            final Path file = Files.writeString(directory.resolve(CONFIGURATION), configuration);
            final Process process = new ProcessBuilder(command(flags, command, file, options))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(directory.resolve(OUTPUT).toFile())
                    .redirectError(directory.resolve(ERRORS).toFile())
                    .start();
            return new DeviceProcess(directory, process);
        } catch (final IOException failure) {
            remove(directory);
            throw failure;
        }
    }

    private static List<String> command(
            final List<String> flags, final String name, final Path file, final String... options) {
        final List<String> arguments = new ArrayList<>(List.of(name, file.toString(), "--json"));
        arguments.addAll(List.of(options));
        final List<String> command = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "TERM"));
        command.addAll(JvmCommand.of(flags, "GUIDEWAY_FORWARDER_OPTS", arguments));
        return command;
    }

    /** Its number; setsid and setpriv have made way for the JVM. */
    public long pid() {
        return process.pid();
    }

    /**
     * Waits until it forwards.
     *
     * @param hurried ends the wait where it turns true
     * @throws LabException with the device's own words, if it ends or takes longer than a minute
     */
    public void awaitForwarding(final BooleanSupplier hurried) throws InterruptedException {
        Await.until(() -> !process.isAlive() || ready() || hurried.getAsBoolean(), START_BOUND);
        if (!ready() && !hurried.getAsBoolean()) {
            throw failure(process.isAlive() ? "is not ready after %d s".formatted(START_BOUND.toSeconds()) : ended());
        }
    }

    private boolean ready() {
        return text(ERRORS).contains(READY);
    }

    /** @throws LabException with the device's own words, if it has ended */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw failure(ended());
        }
    }

    /** Has this done when the device ends, for whatever reason. On another thread. */
    public void onEnd(final Runnable reaction) {
        process.onExit().thenRun(reaction);
    }

    /**
     * Ends it.
     *
     * @return what it counted
     * @throws LabException if it does not end in time, or not well
     */
    public DeviceCounters stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_BOUND)) {
            throw failure("does not end; waited %d s".formatted(STOP_BOUND.toSeconds()));
        }
        if (process.exitValue() != 0) {
            throw failure(ended());
        }
        return DeviceCounters.parse(text(OUTPUT));
    }

    private String ended() {
        return "ended with exit code " + process.exitValue();
    }

    private LabException failure(final String what) {
        final List<String> lines = text(ERRORS).lines().toList();
        final String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        return new LabException("the device under test %s; its last words:%n%s".formatted(what, tail));
    }

    private String text(final String name) {
        final Path file = directory.resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Ends it if it runs, by force if need be, and removes its files. */
    @Override
    public void close() {
        process.destroy();
        boolean interrupted = false;
        try {
            if (!process.waitFor(STOP_BOUND)) {
                process.destroyForcibly();
            }
        } catch (final InterruptedException hurried) {
            process.destroyForcibly();
            interrupted = true;
        }
        remove(directory);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(final Path directory) {
        try {
            for (final String name : List.of(CONFIGURATION, OUTPUT, ERRORS)) {
                Files.deleteIfExists(directory.resolve(name));
            }
            Files.delete(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
