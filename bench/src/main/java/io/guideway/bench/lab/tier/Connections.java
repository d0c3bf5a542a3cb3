package io.guideway.bench.lab.tier;

import io.guideway.bench.lab.LabException;
import io.guideway.cli.demo.Await;
import io.guideway.cli.demo.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client: a program that keeps connections busy and writes down what becomes of each. */
final class Connections {
    private static final Duration OPEN_BOUND = Duration.ofSeconds(60);
    private static final Duration PAUSE_BOUND = Duration.ofSeconds(5);
    private static final String NAME = "client";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TierPlan plan;
    private final Child python;
    private final Path output;
    private final Map<String, Long> sums = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private JsonNode state = JSON.createObjectNode();
    private int read;

    private Connections(final TierPlan plan, final Child python, final Path output) {
        this.plan = plan;
        this.python = python;
        this.output = output;
    }

    /** Starts it and waits until all connections are there. */
    static Connections open(final TierNetwork network, final TierPlan plan) throws IOException, InterruptedException {
        final Child python = Child.start(
                network.client()
                        .command(Programs.python(
                                network.run(),
                                "client.py",
                                TierNetwork.VIP,
                                Integer.toString(NodeConfiguration.PORT),
                                Integer.toString(plan.connections()),
                                Long.toString(plan.patience().toSeconds()))),
                NAME);
        final Connections connections =
                new Connections(plan, python, network.run().file(NAME + ".out"));
        connections.await(
                () -> connections.state.path("open").asInt() >= plan.connections(), OPEN_BOUND, "has not connected");
        return connections;
    }

    private void await(final BooleanSupplier condition, final Duration bound, final String otherwise)
            throws InterruptedException {
        final boolean came = Await.until(
                () -> {
                    read();
                    return condition.getAsBoolean() || !python.handle().isAlive();
                },
                bound);
        if (!came || !condition.getAsBoolean()) {
            throw new LabException("the client %s: %s%n%s".formatted(otherwise, state, python.tail()));
        }
    }

    /** Waits until each connection has had an answer to what it sent after that time, or has been given up. */
    void awaitAnswers(final long nanos) throws InterruptedException {
        await(
                () -> state.path("ns").asLong() > nanos
                        && state.path("answered").asLong() > nanos,
                plan.patience().multipliedBy(2).plus(PAUSE_BOUND),
                "waits for answers");
    }

    /** Takes in the lines that are complete. */
    private void read() {
        try {
            final String text = Files.readString(output);
            final int end = text.lastIndexOf('\n') + 1;
            text.substring(read, end).lines().forEach(this::take);
            read = end;
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void take(final String line) {
        final JsonNode node = JSON.readTree(line);
        final String event = node.get("event").asString();
        switch (event) {
            case "state" -> state = node;
            case "end" ->
                node.properties().stream()
                        .filter(sum -> !sum.getKey().equals("event"))
                        .forEach(sum -> sums.put(sum.getKey(), sum.getValue().asLong()));
            default -> events.add(Event.of(Event.Kind.valueOf(event.toUpperCase(Locale.ROOT)), node));
        }
    }

    /** Has every connection come to its end; what became of all of them. */
    Account end() throws InterruptedException {
        python.stop(plan.patience().multipliedBy(2).plus(PAUSE_BOUND));
        read();
        return new Account(List.copyOf(events), Map.copyOf(sums));
    }
}
