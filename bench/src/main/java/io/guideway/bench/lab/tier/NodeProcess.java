package io.guideway.bench.lab.tier;

import io.guideway.bench.lab.LabException;
import io.guideway.cli.demo.Await;
import io.guideway.cli.demo.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code guideway run} in a node's namespace, three JVMs, with files and sockets of its own. */
final class NodeProcess {
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final Duration STOP_BOUND = Duration.ofSeconds(40);
    private static final String DOWN = " is down, was up";
    private static final String ADOPTED = "adopted by every worker";

    /** Several nodes share two CPUs: what compiles and collects least. */
    private static final String LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx%dm";

    private static final int SUPERVISOR_MIB = 32;
    private static final int CONTROLLER_MIB = 64;
    private static final String FORWARDER = "-Xms96m -Xmx96m";

    private final TierHost host;
    private final Child java;

    private NodeProcess(final TierHost host, final Child java) {
        this.host = host;
        this.java = java;
    }

    /**
     * Starts it; see {@link #awaitForwarding}.
     *
     * @param name of its files, unique within the run
     */
    static NodeProcess start(
            final TierNetwork network, final TierHost host, final Path configuration, final String name)
            throws IOException {
        final List<String> words = Stream.of(
                        Stream.of(
                                "env",
                                "GUIDEWAY_FORWARDER_OPTS=" + FORWARDER,
                                "GUIDEWAY_CONTROLLER_OPTS=" + LIGHT.formatted(CONTROLLER_MIB),
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()),
                        Stream.of(LIGHT.formatted(SUPERVISOR_MIB).split(" ")),
                        Stream.of(
                                "--enable-native-access=ALL-UNNAMED",
                                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.guideway.cli.Guideway",
                                "run",
                                configuration.toString()),
                        own(network, host))
                .flatMap(part -> part)
                .toList();
        return new NodeProcess(host, Child.start(network.namespace(host).command(words.toArray(String[]::new)), name));
    }

    private static Stream<String> own(final TierNetwork network, final TierHost host) {
        return Stream.of("state", "api", "wire")
                .flatMap(what -> Stream.of(
                        "--" + what,
                        network.run().file(host.name() + "." + what).toString()));
    }

    TierHost host() {
        return host;
    }

    /** Waits until it forwards. */
    void awaitForwarding() throws InterruptedException {
        java.awaitErrorWord("forwarding:", BOUND);
    }

    /** Waits until it knows of all flows that the other nodes know. */
    void awaitKnowledge() throws InterruptedException {
        java.awaitErrorWord("what other nodes know of flows is complete here", BOUND);
    }

    /** How many generations it has adopted, as far as it has said so. */
    long adoptions() {
        return java.errorWords(ADOPTED);
    }

    /** Waits until it has adopted more than so many. */
    void awaitAdoption(final long before) throws InterruptedException {
        if (!Await.until(() -> adoptions() > before, BOUND)) {
            throw new LabException("%s has not adopted the change; its last words:%n%s".formatted(host.name(), tail()));
        }
    }

    /** Waits until its checks have found that backend dead. */
    void awaitDown(final TierHost backend) throws InterruptedException {
        java.awaitErrorWord(down(backend), BOUND);
    }

    private static String down(final TierHost backend) {
        return "backend %s of %s%s".formatted(backend.address(), NodeConfiguration.SERVICE, DOWN);
    }

    /** How often its checks have found backends dead other than this one. */
    long downs(final TierHost apart) {
        return java.errorWords(DOWN) - java.errorWords(down(apart));
    }

    /** Its three processes, the one that it was started as first. */
    List<Long> pids() {
        return Stream.concat(Stream.of(java.handle()), java.handle().descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Ends it in order. */
    void stop() throws InterruptedException {
        java.stop(STOP_BOUND);
    }

    /** The last lines that it wrote on standard error. */
    String tail() {
        return java.tail();
    }
}
