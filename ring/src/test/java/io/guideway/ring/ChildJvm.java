package io.guideway.ring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A JVM of its own for a test: DPDK starts once per process, and a shim is loaded once. */
final class ChildJvm {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final List<String> options = new ArrayList<>();
    private String classPath = System.getProperty("java.class.path");

    /** What it wrote, both streams, and how it ended. */
    record Result(int exitCode, String output) {}

    /** Adds an option of the JVM, such as {@code -Dname=value}. */
    ChildJvm option(final String option) {
        options.add(option);
        return this;
    }

    /** Leaves out the entries of the class path that hold the shim. */
    ChildJvm withoutShim() {
        classPath = Arrays.stream(classPath.split(":"))
                .filter(entry -> !entry.contains("dpdk-shim"))
                .collect(Collectors.joining(":"));
        return this;
    }

    /** Runs a class's {@code main} to its end. */
    Result run(final Class<?> main, final String... arguments) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(JAVA.toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
        command.add("-Dguideway.checks=true");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
