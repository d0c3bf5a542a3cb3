package io.guideway.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command line of this module to its end, in a process of its own, with the JVM flags that the launcher gives. */
public final class BenchProgram {
    private static final long LONGEST_MINUTES = 5;

    private BenchProgram() {}

    /** How it ended and what it said. */
    public record Outcome(int exitCode, String out, String err) {}

    /** {@code guideway bench} with these words. */
    public static Outcome bench(final String... words) throws IOException, InterruptedException {
        return run(BenchCommand.class, words);
    }

    /** The same in this process, for what starts no DPDK and reads no flags of the JVM. */
    public static Outcome benchHere(final String... words) {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final int exitCode = Launch.commandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    /** {@code guideway lab} with these words. */
    public static Outcome lab(final String... words) throws IOException, InterruptedException {
        return run(LabCommand.class, words);
    }

    /** {@code guideway lab} with these words, to be started and ended by the caller. */
    public static ProcessBuilder labBuilder(final String... words) {
        // With the default handling of Ctrl-C, whatever this process was started with.
        final List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(command(LabCommand.class, words));
        return new ProcessBuilder(command);
    }

    static Outcome run(final Class<?> program, final String... words) throws IOException, InterruptedException {
        final Path out = Files.createTempFile("bench", ".out");
        final Path err = Files.createTempFile("bench", ".err");
        try {
            final Process process = new ProcessBuilder(command(program, words))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "%s did not end within %d minutes".formatted(Arrays.toString(words), LONGEST_MINUTES));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static List<String> command(final Class<?> program, final String... words) {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseZGC",
                "-Dagrona.disable.bounds.checks=true",
                "-Djmh.ignoreLock=true", // times do not matter here, so neither does another JMH
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(Arrays.asList(words));
        return command;
    }
}
