package io.guideway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the packaged program in a process of its own, from its start to its end by a signal. */
final class RunningProgram implements AutoCloseable {
    private static final long LONGEST_SECONDS = 60;

    private final Process process;
    private final BufferedReader err;
    private final Path out;
    private final StringBuilder said = new StringBuilder();

    private RunningProgram(final Process process, final Path out) {
        this.process = process;
        this.out = out;
        err = process.errorReader();
    }

    /** Starts {@code run} with the default handling of signals, whatever this process was started with. */
    static RunningProgram start(final Path directory, final String... arguments) throws IOException {
        final List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--state", directory.resolve("changes.json").toString()));
        words.addAll(List.of("--api", directory.resolve("api.sock").toString()));
        return startCommand(directory, "run", words.toArray(String[]::new));
    }

    /** The same with another command. */
    static RunningProgram startCommand(final Path directory, final String command, final String... arguments)
            throws IOException {
        final Path out = directory.resolve(command + "-stdout");
        final List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT,TERM,HUP"));
        words.addAll(Program.words(command));
        words.addAll(List.of(arguments));
        return new RunningProgram(
                new ProcessBuilder(words).redirectOutput(out.toFile()).start(), out);
    }

    /** Waits until it says that it forwards. */
    void awaitForwarding() throws IOException {
        await("forwarding: ");
    }

    /** Waits for a line on standard error that begins so; returns it. */
    String await(final String beginning) throws IOException {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IllegalStateException("it ended and never said '" + beginning + "':\n" + said);
    }

    /** The processes that it has started. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** Sends a signal by its name. */
    void signal(final String signal) throws IOException, InterruptedException {
        Program.run(List.of("kill", "-" + signal, Long.toString(process.pid())));
    }

    /** Sends a signal by its name and waits for the end. */
    Program.Result end(final String signal) throws IOException, InterruptedException {
        signal(signal);
        err.lines().forEach(line -> said.append(line).append('\n'));
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it did not end by " + signal + ":\n" + said);
        }
        return new Program.Result(process.exitValue(), Files.readString(out), said.toString());
    }

    /** Ends it by SIGKILL and waits for the end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** A program that a failed test left behind is killed. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            err.close();
        } catch (final IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
