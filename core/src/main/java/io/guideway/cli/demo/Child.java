package io.guideway.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program that works in the background until it is told to stop; its output and its errors go to two files of the run. */
public final class Child {
    private static final int TAIL_LINES = 15;
    private static final Duration KILL_BOUND = Duration.ofSeconds(10);
    private final Command command;
    private final Process process;
    private final Path output;
    private final Path errors;

    private Child(final Command command, final Process process, final Path output, final Path errors) {
        this.command = command;
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Starts it.
     *
     * @param name its files' name, unique within the run
     */
    public static Child start(final Command command, final String name) throws IOException {
        final Path output = command.run().file(name + ".out");
        final Path errors = command.run().file(name + ".err");
        final Process process = command.builder()
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new Child(command, process, output, errors);
    }

    /** The process, which is the program itself: what stands before it in the command has given its place to it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** How often a word stands in its errors so far. */
    public long errorWords(final String word) {
        return text(errors).lines().filter(line -> line.contains(word)).count();
    }

    /**
     * Waits until a word stands in its errors.
     *
     * @throws DemoException with the end of its errors, if it ends before or the word does not come in time
     */
    public void awaitErrorWord(final String word, final Duration bound) throws InterruptedException {
        awaitFile(errors, word, bound);
    }

    /** Waits until a file has a word in it; see {@link #awaitErrorWord}. */
    void awaitFile(final Path file, final String word, final Duration bound) throws InterruptedException {
        Await.until(() -> !process.isAlive() || has(file, word), bound);
        if (!has(file, word)) {
            throw failure(process.isAlive() ? "is not ready after " + bound.toSeconds() + " s" : endWords());
        }
    }

    private static boolean has(final Path file, final String word) {
        return Files.exists(file) && text(file).contains(word);
    }

    /** Asks it to end (SIGTERM) and waits for it; see {@link #awaitEnd}. */
    public String stop(final Duration bound) throws InterruptedException {
        process.destroy();
        return awaitEnd(bound);
    }

    /**
     * Waits for its end.
     *
     * @return all it printed on standard output
     * @throws DemoException with the end of its errors, if it does not end in time or not with exit code 0
     */
    public String awaitEnd(final Duration bound) throws InterruptedException {
        if (!process.waitFor(bound)) {
            throw failure("does not end; waited " + bound.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw failure(endWords());
        }
        return text(output);
    }

    /** Kills it and its children by SIGKILL, it first, so that it starts no other; waits until all are gone. */
    void kill() throws InterruptedException {
        final List<ProcessHandle> children = handle().descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
        Await.until(() -> children.stream().noneMatch(ProcessHandle::isAlive), KILL_BOUND);
    }

    private String endWords() {
        return "ended with exit code " + process.exitValue();
    }

    private DemoException failure(final String what) {
        return new DemoException("'%s' %s%n%s".formatted(command, what, tail()));
    }

    /** The last lines of its errors. */
    public String tail() {
        final List<String> lines = text(errors).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    private static String text(final Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
