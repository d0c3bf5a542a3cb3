package io.guideway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, in a process of its own. */
final class Program {
    private static final long LONGEST_MINUTES = 10;

    private Program() {}

    /** How it ended and what it said. */
    record Result(int exitCode, String out, String err) {}

    /** The packaged {@code guideway} with these arguments. */
    static Result guideway(final Object... arguments) throws IOException, InterruptedException {
        return run(words(arguments));
    }

    /** The command line that runs the packaged {@code guideway} with these arguments. */
    static List<String> words(final Object... arguments) {
        final List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("guideway.jar")));
        for (final Object argument : arguments) {
            words.add(argument.toString());
        }
        return words;
    }

    /** Any program. */
    static Result run(final List<String> words) throws IOException, InterruptedException {
        final Path out = Files.createTempFile("program", ".out");
        final Path err = Files.createTempFile("program", ".err");
        try {
            final Process process = new ProcessBuilder(words)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("%s did not end within %d minutes".formatted(words, LONGEST_MINUTES));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
