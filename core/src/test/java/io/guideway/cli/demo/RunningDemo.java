package io.guideway.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged program's demo in a process of its own, and everything on this host that belongs to it. */
final class RunningDemo {
    private static final Path NAMESPACES = Path.of("/run/netns");
    private final Process process;
    private final DemoRun run;
    private final Path output;

    private RunningDemo(final Process process, final Path output) {
        this.process = process;
        this.run = DemoRun.of(process.pid());
        this.output = output;
    }

    /** Starts it; its output goes to a file. */
    static RunningDemo start(final Path output, final String... options) throws IOException {
        // What a shell starts in the background ignores Ctrl-C, and so would the demo if the tests were started so.
        final List<String> words = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("guideway.jar"),
                "demo"));
        words.addAll(List.of(options));
        return new RunningDemo(
                new ProcessBuilder(words)
                        .redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start(),
                output);
    }

    Process process() {
        return process;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits until some requests have been served and more are on their way; whether that came to be in time. */
    boolean awaitRequests(final Duration bound) throws InterruptedException {
        final Path log = run.file("nginx-b1").resolve("access.log");
        return Await.until(() -> Files.exists(log) && log.toFile().length() > 0, bound);
    }

    /** The identities of its network namespaces: by these, processes in them are known even when their names are gone. */
    Set<String> namespaceIds() throws IOException {
        try (Stream<Path> paths = Files.list(NAMESPACES)) {
            return paths.filter(this::isOfThisRun).map(RunningDemo::id).collect(Collectors.toSet());
        }
    }

    private static String id(final Path namespace) {
        try {
            return "net:[%s]".formatted(Files.getAttribute(namespace, "unix:ino"));
        } catch (final IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private boolean isOfThisRun(final Path path) {
        return path.getFileName().toString().startsWith(run.name() + "-");
    }

    /** What is left of it: namespaces, files, processes with its mark or in one of those namespaces. */
    List<String> left(final Set<String> namespaceIds) {
        final List<String> left = new ArrayList<>();
        left.addAll(children(NAMESPACES, this::isOfThisRun));
        left.addAll(children(DemoRun.PLACE, run.directory()::equals));
        left.addAll(children(Path.of("/proc"), entry -> isProcess(entry, namespaceIds)));
        return left;
    }

    private static List<String> children(final Path directory, final Predicate<Path> which) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(which).map(Path::toString).toList();
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean isProcess(final Path entry, final Set<String> namespaceIds) {
        if (!entry.getFileName().toString().matches("\\d+")) {
            return false;
        }
        try {
            final byte[] environment = Files.readAllBytes(entry.resolve("environ"));
            return ("\0" + new String(environment, StandardCharsets.ISO_8859_1))
                            .contains("\0" + DemoRun.MARK + "=" + run.name() + "\0")
                    || namespaceIds.contains(
                            Files.readSymbolicLink(entry.resolve("ns/net")).toString());
        } catch (final IOException ended) {
            return false; // between the listing and the look; what is no more is not left
        }
    }
}
