package io.guideway.cli.demo;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code guideway run} in the node's namespace: the program under demonstration, in a process of its own. */
final class ForwarderProcess {
    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final Duration STOP_BOUND = Duration.ofSeconds(15);
    private static final Duration LOG_BOUND = Duration.ofSeconds(60);
    private final DemoRun run;
    private final Child java;

    private ForwarderProcess(final DemoRun run, final Child java) {
        this.run = run;
        this.java = java;
    }

    /** Starts it; see {@link #awaitForwarding}. */
    static ForwarderProcess start(final Lab lab) throws IOException {
        final Path configuration = lab.run().file("node.yaml");
        ForwarderConfig.write(configuration, lab.services(), lastCpu());
        return start(lab, configuration);
    }

    /** Starts it with this configuration. */
    static ForwarderProcess start(final Lab lab, final Path configuration) throws IOException {
        final Command command = lab.namespace(LabHost.NODE)
                .command(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        programJar().toString(),
                        "run",
                        configuration.toString(),
                        "--state",
                        lab.run().file("changes.json").toString(),
                        "--wire",
                        lab.run().file("wire").toString(),
                        "--api",
                        api(lab.run()).toString(),
                        "--json");
        return new ForwarderProcess(lab.run(), Child.start(command, "forwarder"));
    }

    /** The Unix socket by which operators ask it. */
    static Path api(final DemoRun run) {
        return run.file("api.sock");
    }

    /** The JAR in which this class is; it has the whole program. */
    static Path programJar() {
        try {
            final Path jar = Path.of(ForwarderProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(jar)) {
                throw new DemoException(
                        "the demo starts the packaged program, and this is %s; use guideway.jar".formatted(jar));
            }
            return jar;
        } catch (final URISyntaxException impossible) {
            throw new AssertionError("a code source is a valid URI", impossible);
        }
    }

    /** The last CPU that this process may use: the first is busiest with everything else. */
    static int lastCpu() throws IOException {
        final String key = "Cpus_allowed_list:";
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll(".*\\D", ""))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Waits until packets flow.
     *
     * @throws DemoException with the forwarder's own words, if it ends or takes longer than a minute
     */
    void awaitForwarding() throws InterruptedException {
        java.awaitErrorWord("forwarding:", START_BOUND);
    }

    /** Has it read its configuration again. */
    void reload() throws IOException, InterruptedException {
        Command.of(run, "kill", "-s", "HUP", Long.toString(java.handle().pid())).execute();
    }

    /** Kills one of its two processes, {@code forwarder} or {@code controller}, as nothing else can: by SIGKILL. */
    void killHalf(final String name) {
        final ProcessHandle half = java.handle()
                .children()
                .filter(child ->
                        List.of(child.info().arguments().orElse(new String[0])).contains(name))
                .findFirst()
                .orElseThrow(() -> new DemoException("no %s runs%n%s".formatted(name, tail())));
        half.destroyForcibly();
    }

    /** How many of the lines that it wrote on standard error have these words in them. */
    long said(final String words) {
        return java.errorWords(words);
    }

    /**
     * Waits until it has said something that often.
     *
     * @throws DemoException with its last words, if it does not within a minute
     */
    void awaitSaid(final String words, final long times) throws InterruptedException {
        if (!Await.until(() -> said(words) >= times, LOG_BOUND)) {
            throw new DemoException("'%s' was not said %d times%n%s".formatted(words, times, tail()));
        }
    }

    /** Ends it, and gives what it counted. */
    ForwarderCounters stop() throws InterruptedException {
        return ForwarderCounters.parse(java.stop(STOP_BOUND));
    }

    /** The last lines it wrote on standard error. */
    String tail() {
        return java.tail();
    }
}
