package io.guideway.bench.lab.tier;

import io.guideway.bench.lab.Progress;
import io.guideway.cli.demo.DemoRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The run itself: one step after the other, with the connections busy all the time. One thread. */
final class TierRun {
    /** What was sent before a step has its answer when something happens. */
    private static final Duration BREATH = Duration.ofMillis(300);

    /** How long the router goes on sending to a node that is dead: what BFD takes to notice, and more. */
    private static final Duration OUTAGE = Duration.ofSeconds(1);

    private static final List<TierHost> BACKENDS = TierHost.backends();

    /** Drained, removed, and added again at the worst moment. */
    private static final TierHost GUEST = BACKENDS.get(0);

    private static final TierHost CRASHING = BACKENDS.get(1);
    private static final TierHost LATECOMER = BACKENDS.getLast();

    private final TierPlan plan;
    private final Progress progress;
    private final TierNetwork network;
    private final Tier tier;
    private final TierHost victim;
    private final Map<TierHost, EchoServer> servers = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private Optional<String> crashed = Optional.empty();
    private double togetherMs;

    /** @param run not yet begun; its guardian has to be there */
    TierRun(final TierPlan plan, final DemoRun run, final Progress progress) {
        final List<TierHost> nodes = TierHost.nodes(plan.nodes());
        this.plan = plan;
        this.progress = progress;
        network = new TierNetwork(run, nodes);
        tier = new Tier(network, plan, nodes);
        victim = nodes.getLast();
    }

    private interface Action {
        void perform() throws IOException, InterruptedException;
    }

    /** Does it all; what is left then, the guardian removes. */
    TierReport perform() throws IOException, InterruptedException {
        final long begin = System.nanoTime();
        progress.say("%d nodes and %d backends start", plan.nodes(), TierPlan.BACKENDS);
        network.build();
        for (final TierHost backend : BACKENDS) {
            servers.put(backend, EchoServer.start(network, backend, backend.name()));
        }
        tier.start(BACKENDS.subList(0, BACKENDS.size() - 1));
        progress.say("%d connections are opened", plan.connections());
        final Connections connections = Connections.open(network, plan);
        performSteps(connections);
        final Account account = connections.end();
        endStep(System.nanoTime());
        tier.stop();
        final double seconds = (System.nanoTime() - begin) / 1e9;
        return new TierReport(
                plan, steps.stream().map(account::during).toList(), account, togetherMs, tier.downs(CRASHING), seconds);
    }

    private void performSteps(final Connections connections) throws IOException, InterruptedException {
        step(connections, "nothing happens", () -> {});
        step(connections, "a backend is added", () -> tier.weigh(LATECOMER, 1));
        step(connections, "a backend drains", () -> tier.weigh(GUEST, 0));
        step(connections, "it is removed", this::removeGuest);
        step(connections, "a backend crashes", this::crash);
        step(connections, "a node is taken out", () -> tier.takeOut(victim));
        step(connections, "it comes back", () -> tier.bringBack(victim, List.of(CRASHING)));
        step(connections, "a backend added, a node killed", this::addAndKill);
    }

    private void step(final Connections connections, final String name, final Action action)
            throws IOException, InterruptedException {
        beginStep(name);
        Thread.sleep(BREATH);
        action.perform();
        connections.awaitAnswers(System.nanoTime());
        Thread.sleep(plan.stay());
    }

    private void beginStep(final String name) {
        final long now = System.nanoTime();
        endStep(now);
        steps.add(new Step(name, now, now, crashed));
        progress.say("%s", name);
    }

    private void endStep(final long nanos) {
        if (!steps.isEmpty()) {
            final Step last = steps.removeLast();
            steps.add(new Step(last.name(), last.beginNs(), nanos, crashed));
        }
    }

    /** Its server asks the clients to go first, as a drained server's operator would have it. */
    private void removeGuest() throws IOException, InterruptedException {
        servers.remove(GUEST).leave(plan.patience());
        tier.remove(GUEST);
        servers.put(GUEST, EchoServer.start(network, GUEST, GUEST.name() + "-again"));
    }

    private void crash() throws IOException, InterruptedException {
        crashed = Optional.of(CRASHING.name());
        network.cut(CRASHING);
        servers.remove(CRASHING).kill();
        tier.awaitDown(CRASHING);
    }

    private void addAndKill() throws IOException, InterruptedException {
        togetherMs = tier.addAndKill(GUEST, victim);
        Thread.sleep(OUTAGE);
        tier.routeToAll();
    }
}
