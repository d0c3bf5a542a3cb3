package io.guideway.bench.lab.tier;

import io.guideway.cli.demo.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The nodes, all of which are told the same: by their file and SIGHUP, as an operator's tool would do it. One thread. */
final class Tier {
    private static final int SEED_OCTETS = 16;

    /** Between a change and the death of a node: some nodes may have heard of it by then, and some not. */
    private static final String BETWEEN_SECONDS = "0.02";

    private final TierNetwork network;
    private final TierPlan plan;
    private final NodeConfiguration configuration;
    private final List<TierHost> hosts;
    private final List<NodeProcess> started = new ArrayList<>();
    private final Map<TierHost, NodeProcess> running = new LinkedHashMap<>();
    private final Map<TierHost, Integer> weights = new TreeMap<>(Comparator.comparing(TierHost::number));

    Tier(final TierNetwork network, final TierPlan plan, final List<TierHost> hosts) {
        this.network = network;
        this.hosts = List.copyOf(hosts);
        this.plan = plan;
        configuration = new NodeConfiguration(plan, seed(), hosts);
    }

    private static String seed() {
        final byte[] seed = new byte[SEED_OCTETS];
        new SecureRandom().nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }

    /** Starts all nodes with these backends, and routes to them when they forward. */
    void start(final List<TierHost> backends) throws IOException, InterruptedException {
        backends.forEach(backend -> weights.put(backend, 1));
        for (final TierHost host : hosts) {
            launch(host);
        }
        for (final NodeProcess node : running.values()) {
            node.awaitForwarding();
        }
        routeToAll();
    }

    private NodeProcess launch(final TierHost host) throws IOException {
        write(host);
        final NodeProcess node = NodeProcess.start(network, host, file(host), host.name() + "-" + started.size());
        running.put(host, node);
        started.add(node);
        return node;
    }

    private Path file(final TierHost host) {
        return network.run().file(host.name() + ".yaml");
    }

    private void write(final TierHost host) throws IOException {
        final int cpus = Runtime.getRuntime().availableProcessors();
        final int cpu = cpus - 1 - hosts.indexOf(host) % cpus;
        Files.writeString(file(host), configuration.of(host, cpu, weights));
    }

    /** Gives a backend a weight on all nodes, and waits until they go by it. */
    void weigh(final TierHost backend, final int weight) throws IOException, InterruptedException {
        weights.put(backend, weight);
        apply();
    }

    /** Removes a backend from all nodes, and waits until they go by that. */
    void remove(final TierHost backend) throws IOException, InterruptedException {
        weights.remove(backend);
        apply();
    }

    private void apply() throws IOException, InterruptedException {
        final Map<NodeProcess, Long> before = writeAll();
        execute(hangUp());
        awaitAdoption(before);
    }

    /** Writes all files; how many generations each node has adopted before. */
    private Map<NodeProcess, Long> writeAll() throws IOException {
        final Map<NodeProcess, Long> before = new LinkedHashMap<>();
        for (final NodeProcess node : running.values()) {
            write(node.host());
            before.put(node, node.adoptions());
        }
        return before;
    }

    /** Has all nodes read their file again. */
    private String hangUp() {
        return "kill -s HUP "
                + words(running.values().stream().map(node -> node.pids().getFirst()));
    }

    private static String kill(final NodeProcess node) {
        return "kill -s KILL " + words(node.pids().stream());
    }

    private static String words(final Stream<Long> pids) {
        return pids.map(pid -> Long.toString(pid)).collect(Collectors.joining(" "));
    }

    private void execute(final String script) throws IOException, InterruptedException {
        Command.of(network.run(), "sh", "-c", script).execute();
    }

    private static void awaitAdoption(final Map<NodeProcess, Long> before) throws InterruptedException {
        for (final Map.Entry<NodeProcess, Long> node : before.entrySet()) {
            node.getKey().awaitAdoption(node.getValue());
        }
    }

    /** Waits until every node's checks have found that backend dead. */
    void awaitDown(final TierHost backend) throws InterruptedException {
        for (final NodeProcess node : running.values()) {
            node.awaitDown(backend);
        }
    }

    /** The route first, then the node. */
    void takeOut(final TierHost host) throws IOException, InterruptedException {
        final NodeProcess node = running.remove(host);
        routeToAll();
        execute(kill(node));
    }

    /** How often nodes have found backends dead other than this one, those included that run no more. */
    long downs(final TierHost apart) {
        return started.stream().mapToLong(node -> node.downs(apart)).sum();
    }

    /**
     * Starts a node that was taken out, and routes to it again as soon as it knows what the others know.
     *
     * @param dead backends that its checks have to find dead first
     */
    void bringBack(final TierHost host, final List<TierHost> dead) throws IOException, InterruptedException {
        final NodeProcess node = launch(host);
        node.awaitForwarding();
        if (plan.replicates()) {
            node.awaitKnowledge();
        }
        for (final TierHost backend : dead) {
            node.awaitDown(backend);
        }
        routeToAll();
    }

    /**
     * Adds a backend on all nodes and kills one of them. The router goes on sending to that, until {@link #routeToAll}.
     *
     * @return milliseconds in which both happened
     */
    double addAndKill(final TierHost backend, final TierHost host) throws IOException, InterruptedException {
        weights.put(backend, 1);
        final NodeProcess victim = running.get(host);
        final Map<NodeProcess, Long> before = writeAll();
        final Path times = network.run().file("times");
        final String clock = "date +%%s%%N >> %s".formatted(times);
        execute(String.join("; ", clock, hangUp(), "sleep " + BETWEEN_SECONDS, kill(victim), clock));
        running.remove(host);
        before.remove(victim);
        awaitAdoption(before);
        return milliseconds(Files.readAllLines(times));
    }

    private static double milliseconds(final List<String> nanoseconds) {
        return (Long.parseLong(nanoseconds.getLast()) - Long.parseLong(nanoseconds.getFirst())) / 1e6;
    }

    /** From now on the router sends to all nodes that run. */
    void routeToAll() throws IOException, InterruptedException {
        network.route(List.copyOf(running.keySet()));
    }

    /** Ends the nodes in order. */
    void stop() throws InterruptedException {
        for (final NodeProcess node : running.values()) {
            node.stop();
        }
    }
}
