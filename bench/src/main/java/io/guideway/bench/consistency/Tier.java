package io.guideway.bench.consistency;

import io.guideway.bench.consistency.Event.Change;
import io.guideway.flow.FlowHash;
import io.guideway.forwarder.TierNode;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The nodes of one simulation, the routers before them, and how they come to know of changes: in order, but each at a time of
 * its own, as one word in twenty has to be sent again.
 */
final class Tier implements AutoCloseable {
    private static final int RECORDS = 1 << 17;
    private static final int USUAL_MS = 50;
    private static final int LOST_ONE_OF = 20;
    private static final int AGAIN_MS = 1_000;

    /** Routers find out that late that a node is dead. */
    private static final int CONVERGENCE_MS = 150;

    private static final int CLOCK_MS = 100;
    private static final int MOST_AHEAD_MS = 1_000_000;
    private static final FlowHash HASH = new FlowHash(0x6F8D_0C11L, 0x5EED_5EEDL);

    private final Plan plan;
    private final Setting setting;
    private final SplittableRandom random;
    private final Mail mail;
    private final List<SimulatedNode> lives = new ArrayList<>();
    private final int[] life;
    private final int[] orderedMs;
    private final boolean[] alive;
    private final boolean[] announced;
    private final List<Change> history = new ArrayList<>();
    private Optional<Change> coming = Optional.empty();
    private final PriorityQueue<Order> orders =
            new PriorityQueue<>(Comparator.comparingInt(Order::atMs).thenComparingLong(Order::number));
    private long ordered;
    private int nowMs;

    private record Order(int atMs, long number, Runnable deed) {}

    Tier(final Plan plan, final Setting setting, final Change first) {
        this.plan = plan;
        this.setting = setting;
        random = new SplittableRandom(plan.seed() + 4);
        mail = new Mail(plan);
        history.add(first);
        life = new int[plan.nodes()];
        orderedMs = new int[plan.nodes()];
        alive = new boolean[plan.nodes()];
        announced = new boolean[plan.nodes()];
        for (int node = 0; node < plan.nodes(); node++) {
            start(node);
            announced[node] = true;
        }
    }

    private void start(final int node) {
        final SimulatedNode started = setting.scheme() == Scheme.OURS ? tierNode() : plainNode();
        life[node] = lives.size();
        lives.add(started);
        alive[node] = true;
    }

    /** One that starts goes through all generations as they were, then hears what another one knows. */
    private TierNode tierNode() {
        final TierNode[] itself = new TierNode[1];
        final TierNode node = new TierNode(
                HASH,
                RECORDS,
                random.nextInt(MOST_AHEAD_MS),
                services(history.getFirst()),
                history.getFirst().atMs(),
                word -> mail.say(itself[0], word, nowMs));
        itself[0] = node;
        replay(node, history.subList(1, history.size()));
        for (int other = 0; other < alive.length; other++) {
            if (alive[other]) {
                ((TierNode) lives.get(life[other])).tellAll(node);
                break;
            }
        }
        mail.join(node);
        return node;
    }

    private PlainNode plainNode() {
        final PlainNode node = new PlainNode(HASH, RECORDS, setting.scheme() == Scheme.MODULO);
        replay(node, history.subList(history.size() - 1, history.size()));
        return node;
    }

    private void replay(final SimulatedNode node, final List<Change> changes) {
        for (final Change change : changes) {
            node.time(change.atMs());
            node.adopt(change.number(), services(change));
        }
        node.time(nowMs);
        coming.ifPresent(change -> node.prepare(services(change)));
    }

    private List<Service> services(final Change change) {
        return List.of(setting.service(change.backends(), plan.tableSize()));
    }

    void happen(final Event event) {
        switch (event.kind()) {
            case PREPARE -> prepare(event.change());
            case ACTIVATE -> activate(event.change());
            case NODE_DIES -> die(event.subject());
            case NODE_RETURNS -> comeBack(event.subject());
            default -> throw new IllegalArgumentException(event + " is not for the tier");
        }
    }

    private void prepare(final Change change) {
        coming = Optional.of(change);
        order(change, node -> node.prepare(services(change)));
    }

    private void activate(final Change change) {
        history.add(change);
        coming = Optional.empty();
        order(change, node -> node.adopt(change.number(), services(change)));
    }

    private void order(final Change change, final Consumer<SimulatedNode> deed) {
        for (int node = 0; node < alive.length; node++) {
            if (alive[node]) {
                orderedMs[node] = Math.max(orderedMs[node] + 1, nowMs + delay());
                final SimulatedNode to = lives.get(life[node]);
                at(orderedMs[node], () -> {
                    if (to.generation() < change.number()) {
                        deed.accept(to);
                    }
                });
            }
        }
    }

    private int delay() {
        int delay = 1 + random.nextInt(USUAL_MS);
        while (random.nextInt(LOST_ONE_OF) == 0) {
            delay += AGAIN_MS;
        }
        return delay;
    }

    private void at(final int ms, final Runnable deed) {
        orders.add(new Order(ms, ordered++, deed));
    }

    private void die(final int node) {
        alive[node] = false;
        if (lives.get(life[node]) instanceof TierNode dead) {
            mail.leave(dead);
        }
        at(nowMs + CONVERGENCE_MS, () -> announced[node] = false);
    }

    private void comeBack(final int node) {
        start(node);
        at(nowMs + CONVERGENCE_MS, () -> announced[node] = true);
    }

    /** Lets time go on to the next millisecond. */
    void pass(final int ms) {
        nowMs = ms;
        if (ms % CLOCK_MS == 0) {
            forEachAlive(node -> node.time(ms));
        }
        if (ms % Plan.MS == 0) {
            forEachAlive(SimulatedNode::everySecond);
        }
        while (!orders.isEmpty() && orders.peek().atMs <= ms) {
            orders.remove().deed.run();
        }
        mail.deliver(ms);
    }

    private void forEachAlive(final Consumer<SimulatedNode> deed) {
        for (int node = 0; node < alive.length; node++) {
            if (alive[node]) {
                deed.accept(lives.get(life[node]));
            }
        }
    }

    /** Where routers send a flow. */
    int node(final long hash) {
        return setting.ecmp().node(hash, announced);
    }

    boolean isAlive(final int node) {
        return alive[node];
    }

    SimulatedNode at(final int node) {
        return lives.get(life[node]);
    }

    /** Which of all lives of nodes the present one is. */
    int life(final int node) {
        return life[node];
    }

    /** A node that lives or has died. */
    SimulatedNode ofLife(final int index) {
        return lives.get(index);
    }

    Mail mail() {
        return mail;
    }

    /** On all nodes that live. */
    long records() {
        long sum = 0;
        for (int node = 0; node < alive.length; node++) {
            sum += alive[node] ? at(node).records() : 0;
        }
        return sum;
    }

    @Override
    public void close() {
        lives.forEach(SimulatedNode::close);
    }
}
