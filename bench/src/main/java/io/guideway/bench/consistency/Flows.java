package io.guideway.bench.consistency;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The flows that live, in columns, and when each of them sends next: a wheel of one list for each millisecond. What clients do
 * is drawn here. A place is given to another flow when its flow has ended.
 */
final class Flows {
    static final int NONE = -1;

    /** Instead of a backend. */
    static final int NOT_ACCEPTED = 0;

    /** Milliseconds around; no flow is silent for longer. */
    private static final int WHEEL = 1 << 18;

    private static final int AT_FIRST = 1 << 12;

    private static final double SHORT_MS = 3_000;
    private static final double MEDIUM_MS = 60_000;
    private static final double LONG_MS = 120_000;
    private static final double LONGEST_MS = 3_600_000;
    private static final double PARETO = 1.2;
    private static final double SHORTEST_MEAN_GAP_MS = 1_000;
    private static final double SPREAD_OF_MEAN_GAPS = 20;

    /** As a stage: more than SYNs has been sent. */
    static final byte ESTABLISHED = 100;

    private final SplittableRandom arrivals;
    private final SplittableRandom habits;
    private final int silenceMs;
    private final int[] heads = new int[WHEEL];
    private int[] next = new int[AT_FIRST];
    int[] id = new int[AT_FIRST];
    int[] endMs = new int[AT_FIRST];
    /** Mean gap; negative where the flow says something just before it must. */
    int[] gapMs = new int[AT_FIRST];
    /** IPv4 address. */
    int[] backend = new int[AT_FIRST];
    /** When its last packet reached a node, and which life of a node that was. */
    int[] lastMs = new int[AT_FIRST];

    int[] lastNode = new int[AT_FIRST];
    /** SYNs sent, then {@link #ESTABLISHED}. */
    byte[] stage = new byte[AT_FIRST];
    /** Whether a packet after its SYN has reached a node. */
    boolean[] hasBegun = new boolean[AT_FIRST];
    /** Whether nothing is expected of it any more. */
    boolean[] isOver = new boolean[AT_FIRST];

    private int free = NONE;
    private int used;
    private int begun;

    Flows(final Plan plan) {
        arrivals = new SplittableRandom(plan.seed() + 1);
        habits = new SplittableRandom(plan.seed() + 2);
        silenceMs = plan.silenceSeconds() * Plan.MS;
        Arrays.fill(heads, NONE);
    }

    /** Milliseconds until another flow begins, if so many do in a time. */
    double arrivalGap(final double perMs) {
        return -Math.log(1 - arrivals.nextDouble()) / perMs;
    }

    /** A flow begins; its first packet is due at once. */
    void begin(final int nowMs) {
        final int place = place();
        id[place] = begun++;
        endMs[place] = (int) Math.min(Integer.MAX_VALUE / 2, nowMs + lifeMs());
        gapMs[place] = habit();
        backend[place] = NOT_ACCEPTED;
        lastNode[place] = NONE;
        stage[place] = 0;
        hasBegun[place] = false;
        isOver[place] = false;
        due(place, nowMs);
    }

    private int place() {
        if (free != NONE) {
            final int place = free;
            free = next[place];
            return place;
        }
        if (used == id.length) {
            grow(2 * used);
        }
        return used++;
    }

    private void grow(final int size) {
        next = Arrays.copyOf(next, size);
        id = Arrays.copyOf(id, size);
        endMs = Arrays.copyOf(endMs, size);
        gapMs = Arrays.copyOf(gapMs, size);
        backend = Arrays.copyOf(backend, size);
        lastMs = Arrays.copyOf(lastMs, size);
        lastNode = Arrays.copyOf(lastNode, size);
        stage = Arrays.copyOf(stage, size);
        hasBegun = Arrays.copyOf(hasBegun, size);
        isOver = Arrays.copyOf(isOver, size);
    }

    void end(final int place) {
        backend[place] = NOT_ACCEPTED;
        next[place] = free;
        free = place;
    }

    /** Flows begun so far. */
    int begun() {
        return begun;
    }

    /** Places that may have a flow: from 0 to below this. */
    int places() {
        return used;
    }

    /** Puts a flow where it sends next. */
    void due(final int place, final int atMs) {
        final int spoke = atMs & WHEEL - 1;
        next[place] = heads[spoke];
        heads[spoke] = place;
    }

    /** Takes the flows that send now: the first of a list, for {@link #after}. */
    int take(final int nowMs) {
        final int spoke = nowMs & WHEEL - 1;
        final int first = heads[spoke];
        heads[spoke] = NONE;
        return first;
    }

    /** The next of a list that has been taken; ask before the place is put anywhere. */
    int after(final int place) {
        return next[place];
    }

    /** Half of them are over in seconds, three of ten take a minute or so, and the others have a tail of up to an hour. */
    private long lifeMs() {
        final int kind = habits.nextInt(10);
        if (kind < 5) {
            return (long) (SHORT_MS * Math.exp(habits.nextGaussian()));
        }
        if (kind < 8) {
            return (long) (MEDIUM_MS * Math.exp(habits.nextGaussian()));
        }
        return (long) Math.min(LONGEST_MS, LONG_MS / Math.pow(1 - habits.nextDouble(), 1 / PARETO));
    }

    /** One of ten does no more than keep its connection alive. */
    private int habit() {
        return habits.nextInt(10) == 0
                ? -1
                : (int) (SHORTEST_MEAN_GAP_MS * Math.pow(SPREAD_OF_MEAN_GAPS, habits.nextDouble()));
    }

    /** Until its next packet. */
    int gap(final int place) {
        if (gapMs[place] < 0) {
            return (int) (silenceMs * (0.8 + 0.2 * habits.nextDouble()));
        }
        final double gap = -Math.log(1 - habits.nextDouble()) * gapMs[place];
        return (int) Math.max(1, Math.min(silenceMs, gap));
    }

    /** From the node to the backend, to the client, and back to the node. */
    int roundTrip() {
        return 10 + habits.nextInt(190);
    }

    /** Whether something happens that does with one of so many. */
    boolean oneOf(final int many) {
        return habits.nextInt(many) == 0;
    }

    int source(final int place) {
        return Bits.permute(id[place]);
    }

    int port(final int place) {
        return 1024 + (id[place] & 0x3FFF);
    }
}
