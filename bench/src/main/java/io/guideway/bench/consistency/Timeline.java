package io.guideway.bench.consistency;

import io.guideway.bench.consistency.Event.Change;
import io.guideway.bench.consistency.Event.Kind;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * All that happens to backends and nodes in one simulation, made from its seed: backends fail and recover, are drained, taken
 * back, removed and added, get more weight and less; and with every second change a node dies within a second of it, to return later.
 */
final class Timeline {
    /** From telling of a planned change to making it: longer than a SYN is repeated for. */
    static final int PREPARE_MS = 5_000;

    /** A failed backend is dead for so long when that is found out. */
    private static final int DETECTION_MS = 1_000;

    private static final int FIRST_BACKEND = 0x0A00_0001;
    private static final int JITTER_MS = 10_000;
    private static final int NODE_BEFORE_MS = 200;
    private static final int NODE_AFTER_MS = 1_000;
    private static final int NODE_AWAY_MS = 15_000;

    private final Plan plan;
    private final SplittableRandom random;
    private final Map<Integer, State> states = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Change first;
    private long number = 1;
    private int added;

    /** Of a backend that there is. */
    private enum State {
        TAKES(1, true),
        HEAVY(2, true),
        DRAINS(0, true),
        FAILED(0, false);

        private final int weight;
        private final boolean serves;

        State(final int weight, final boolean serves) {
            this.weight = weight;
            this.serves = serves;
        }
    }

    /** What an operator or the world may do. */
    private enum Deed {
        FAIL(false, State.TAKES, State.FAILED),
        RECOVER(true, State.FAILED, State.TAKES),
        DRAIN(true, State.TAKES, State.DRAINS),
        TAKE_BACK(true, State.DRAINS, State.TAKES),
        MORE_WEIGHT(true, State.TAKES, State.HEAVY),
        LESS_WEIGHT(true, State.HEAVY, State.TAKES),
        REMOVE(true, State.DRAINS, null),
        ADD(true, null, State.TAKES);

        private final boolean isPlanned;
        private final State from;
        private final State to;

        Deed(final boolean isPlanned, final State from, final State to) {
            this.isPlanned = isPlanned;
            this.from = from;
            this.to = to;
        }
    }

    Timeline(final Plan plan) {
        this.plan = plan;
        random = new SplittableRandom(plan.seed());
        for (int i = 0; i < plan.backends(); i++) {
            states.put(FIRST_BACKEND + i, State.TAKES);
        }
        first = new Change(1, 0, "", backends());
        for (int i = 0; i < plan.changes(); i++) {
            final int at = plan.changeMs(i) + random.nextInt(JITTER_MS);
            change(at);
            if (i % 2 == 1 && plan.nodes() > 1) {
                nodeDies(at);
            }
        }
        events.sort(Comparator.comparingInt(Event::atMs));
    }

    /** The backends at the beginning. */
    Change first() {
        return first;
    }

    /** In the order of time. */
    List<Event> events() {
        return List.copyOf(events);
    }

    /** The IPv4 address behind the last backend's that there ever is. */
    int endOfBackends() {
        return FIRST_BACKEND + plan.backends() + added;
    }

    static int firstBackend() {
        return FIRST_BACKEND;
    }

    private void change(final int at) {
        Deed deed = deed();
        while (deed.from != null && !states.containsValue(deed.from)) {
            deed = deed();
        }
        final int backend = subject(deed);
        if (deed.to == null) {
            states.remove(backend);
        } else {
            states.put(backend, deed.to);
        }
        number++;
        final Change change = new Change(number, at, deed.name().toLowerCase(Locale.ROOT), backends());
        if (deed.isPlanned) {
            events.add(Event.of(at - PREPARE_MS, Kind.PREPARE, change));
        }
        events.add(Event.of(at, Kind.ACTIVATE, change));
        final boolean lives = deed.to != null && deed.to.serves;
        if (lives) {
            events.add(Event.of(at - PREPARE_MS, Kind.BACKEND_LIVES, backend));
        } else {
            events.add(Event.of(deed == Deed.FAIL ? at - DETECTION_MS : at, Kind.BACKEND_DIES, backend));
        }
    }

    private Deed deed() {
        return Deed.values()[random.nextInt(Deed.values().length)];
    }

    private int subject(final Deed deed) {
        if (deed.from == null) {
            added++;
            return endOfBackends() - 1;
        }
        final List<Integer> some = states.entrySet().stream()
                .filter(one -> one.getValue() == deed.from)
                .map(Map.Entry::getKey)
                .toList();
        return some.get(random.nextInt(some.size()));
    }

    private List<Backend> backends() {
        return states.entrySet().stream()
                .map(one -> new Backend(IpAddress.ipv4(one.getKey()), one.getValue().weight, one.getValue().serves))
                .toList();
    }

    private void nodeDies(final int changeMs) {
        final int node = random.nextInt(plan.nodes());
        final int at = changeMs - NODE_BEFORE_MS + random.nextInt(NODE_BEFORE_MS + NODE_AFTER_MS);
        events.add(Event.of(at, Kind.NODE_DIES, node));
        events.add(Event.of(at + NODE_AWAY_MS + random.nextInt(NODE_AWAY_MS), Kind.NODE_RETURNS, node));
    }
}
