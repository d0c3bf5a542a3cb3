package io.guideway.cli.demo;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code guideway run} in the node's namespace: the program under demonstration, in a process of its own. */
final class ForwarderProcess {
    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final Duration STOP_BOUND = Duration.ofSeconds(15);
    private final Child java;

    private ForwarderProcess(final Child java) {
        this.java = java;
    }

    /** Starts it; see {@link #awaitForwarding}. */
    static ForwarderProcess start(final Lab lab) throws IOException {
        final Path configuration = lab.run().file("node.yaml");
        ForwarderConfig.write(configuration, lab.services(), lastCpu());
        final Command command = lab.namespace(LabHost.NODE)
                .command(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        programJar().toString(),
                        "run",
                        configuration.toString(),
                        "--state",
                        lab.run().file("changes.json").toString(),
                        "--json");
        return new ForwarderProcess(Child.start(command, "forwarder"));
    }

    private static Path programJar() {
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
    private static int lastCpu() throws IOException {
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
        java.awaitErrorWord("forwarding", START_BOUND);
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
