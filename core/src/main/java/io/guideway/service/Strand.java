package io.guideway.service;

import io.guideway.packet.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the slots of one service were before: for each slot the backends that had it and are not drained yet, in the order in
 * which they first had it, and which slots may have records. A change costs what it moves, however many went before it; a
 * backend that had a slot several times is there once. One thread.
 */
final class Strand implements AutoCloseable {
    private static final long[] NONE = {};
    private static final int NOT_SERVING = -1;

    /**
     * Seconds for which the flows of a slot go on being recorded after a tenure of it has ended. Nodes adopt a generation at
     * different moments, so tenures end at different moments too: a flow that begins here may come to a node where one has not ended.
     */
    private static final int FADES = 5;

    private final long[][] tenures;
    private final BitSet recorded = new BitSet();
    private int present;
    private int nextExpiry = Integer.MAX_VALUE;
    private Optional<Built> built = Optional.empty();

    /** What was made of it last, and for which slots whose flows are recorded from now on. */
    private record Built(MovingSlots slots, BitSet beginning) {}

    /** @param slots of the service's table */
    Strand(final int slots) {
        tenures = new long[slots][];
        Arrays.fill(tenures, NONE);
    }

    /** What another one was before, which goes its own way from here on. */
    Strand(final Strand other) {
        tenures = Arrays.stream(other.tenures).map(long[]::clone).toArray(long[][]::new);
        recorded.or(other.recorded);
        present = other.present;
        nextExpiry = other.nextExpiry;
    }

    /**
     * A tenure: until when it counts, and whose it was.
     *
     * @param until second
     * @param backend lasting number
     */
    private static long tenure(final int until, final int backend) {
        return (long) until << 32 | backend;
    }

    private static int until(final long tenure) {
        return (int) (tenure >>> 32);
    }

    private static int backend(final long tenure) {
        return (int) tenure;
    }

    /** The service is not as it was. */
    void change() {
        forgetBuilt();
    }

    private void forgetBuilt() {
        built.ifPresent(last -> last.slots.release());
        built = Optional.empty();
    }

    /**
     * A slot has gone to another backend.
     *
     * @param backend lasting number of the one that had it
     * @param until second from which on that does not count any more
     */
    void leave(final int slot, final int backend, final int until) {
        final long[] known = tenures[slot];
        int place = 0;
        while (place < known.length && backend(known[place]) != backend) {
            place++;
        }
        if (place == known.length) {
            tenures[slot] = Arrays.copyOf(known, place + 1);
        }
        tenures[slot][place] = tenure(until, backend);
        recorded.set(slot);
        expect(tenures[slot][place]);
    }

    /**
     * Takes in tenures of a slot that were before those known here, as another node has them; of a backend that is known here
     * too, the longer time counts.
     *
     * @param earlier distinct backends, the eldest first
     */
    private void precede(final int slot, final long[] earlier) {
        final Map<Integer, Long> merged = new LinkedHashMap<>();
        Arrays.stream(earlier).forEach(tenure -> merged.merge(backend(tenure), tenure, Math::max));
        Arrays.stream(tenures[slot]).forEach(tenure -> merged.merge(backend(tenure), tenure, Math::max));
        tenures[slot] = merged.values().stream().mapToLong(Long::longValue).toArray();
        recorded.set(slot);
        for (final long tenure : tenures[slot]) {
            expect(tenure);
        }
    }

    /**
     * Takes in what another node knows of the slots' past.
     *
     * @param past of this service, tables of the same size; the tenures of a slot stand together
     * @param lasting number by address; whoever has none is left out
     * @param second now
     */
    void learn(final List<ServicePast.Tenure> past, final Map<IpAddress, Integer> lasting, final int second) {
        present = second;
        final Map<Integer, List<ServicePast.Tenure>> bySlot = past.stream()
                .filter(tenure -> lasting.containsKey(tenure.backend()))
                .collect(Collectors.groupingBy(ServicePast.Tenure::slot, LinkedHashMap::new, Collectors.toList()));
        bySlot.forEach((slot, of) -> precede(
                slot,
                of.stream()
                        .mapToLong(tenure -> tenure(second + tenure.seconds(), lasting.get(tenure.backend())))
                        .toArray()));
        forgetBuilt();
    }

    /**
     * The tenures that count after that second, slot by slot, the eldest first; for other nodes.
     *
     * @param addresses by lasting number; of whoever has none nothing is told
     */
    List<ServicePast.Tenure> past(final int second, final Map<Integer, IpAddress> addresses) {
        final List<ServicePast.Tenure> past = new ArrayList<>();
        for (int slot = recorded.nextSetBit(0); slot >= 0; slot = recorded.nextSetBit(slot + 1)) {
            for (final long tenure : tenures[slot]) {
                final IpAddress address = addresses.get(backend(tenure));
                if (address != null && until(tenure) > second) {
                    past.add(new ServicePast.Tenure(slot, address, until(tenure) - second));
                }
            }
        }
        return past;
    }

    /** Forgets what does not count any more in that second; whether there was anything. */
    boolean expire(final int second) {
        present = second;
        if (second < nextExpiry) {
            return false;
        }
        nextExpiry = Integer.MAX_VALUE;
        for (int slot = recorded.nextSetBit(0); slot >= 0; slot = recorded.nextSetBit(slot + 1)) {
            if (tenures[slot].length > 0) {
                tenures[slot] = Arrays.stream(tenures[slot])
                        .filter(tenure -> until(tenure) + FADES > second)
                        .toArray();
                for (final long tenure : tenures[slot]) {
                    expect(tenure);
                }
            }
        }
        forgetBuilt();
        return true;
    }

    /** A tenure ends once, and is forgotten later. */
    private void expect(final long tenure) {
        nextExpiry = Math.min(nextExpiry, counts(tenure) ? until(tenure) : until(tenure) + FADES);
    }

    private boolean counts(final long tenure) {
        return until(tenure) > present;
    }

    /**
     * In these slots are flows that have records of other backends than the slots' owners: from now on they ask for records.
     * Whether that changes anything.
     */
    boolean wake(final BitSet strayed) {
        final BitSet asleep = (BitSet) strayed.clone();
        asleep.andNot(recorded);
        recorded.or(asleep);
        if (!asleep.isEmpty()) {
            forgetBuilt();
        }
        return !asleep.isEmpty();
    }

    /** The second in which the first of its tenures ends or is forgotten. */
    int nextExpiry() {
        return nextExpiry;
    }

    /** Whether there are tenures, counting or ended a moment ago. */
    boolean isMoving() {
        return nextExpiry != Integer.MAX_VALUE;
    }

    /** How many slots ask for records. */
    int recorded() {
        return recorded.cardinality();
    }

    /** Of the slots without tenures, only those with live records go on asking; whether that changes anything. */
    boolean keep(final BitSet live) {
        final BitSet silent = (BitSet) recorded.clone();
        silent.andNot(live);
        for (int slot = silent.nextSetBit(0); slot >= 0; slot = silent.nextSetBit(slot + 1)) {
            silent.set(slot, tenures[slot].length == 0);
        }
        recorded.andNot(silent);
        if (!silent.isEmpty()) {
            forgetBuilt();
        }
        return !silent.isEmpty();
    }

    /** Whether nothing is left of it. */
    boolean isOver() {
        return recorded.isEmpty();
    }

    /**
     * What the slots ask for; the same until something changes.
     *
     * @param now of the present generation
     * @param beginning slots whose flows are recorded from now on: all of a service that tracks all, or those that are about
     *     to move
     */
    MovingSlots slots(final Incumbents now, final BitSet beginning) {
        if (built.filter(last -> last.beginning.equals(beginning)).isEmpty()) {
            forgetBuilt();
            built = Optional.of(new Built(build(now, beginning).hold(), beginning));
        }
        return built.get().slots;
    }

    private MovingSlots build(final Incumbents now, final BitSet beginning) {
        final char[] codes = new char[tenures.length];
        final Map<Integer, Integer> places = places(now);
        for (int slot = 0; slot < codes.length; slot++) {
            codes[slot] = (char) code(slot, now, places, beginning.get(slot));
        }
        return MovingSlots.of(now.service(), codes);
    }

    /** Index in the present list of each backend that goes on with its flows, by lasting number. */
    private static Map<Integer, Integer> places(final Incumbents now) {
        final Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < now.service().backends().size(); i++) {
            if (now.service().backends().get(i).serves()) {
                places.put(now.lasting(i), i);
            }
        }
        return places;
    }

    /**
     * Of a slot that an undrained generation gives to another backend, the oldest whose backend still serves has the word, even
     * where that is the present owner: what is older than all changes must not be moved by one that came and went.
     */
    private int code(
            final int slot, final Incumbents now, final Map<Integer, Integer> places, final boolean isBeginning) {
        final int owner = now.owner(slot);
        boolean isMoving = false;
        int eldest = NOT_SERVING;
        for (final long tenure : tenures[slot]) {
            if (counts(tenure)) {
                isMoving |= backend(tenure) != now.lasting(owner);
                if (eldest == NOT_SERVING) {
                    eldest = places.getOrDefault(backend(tenure), NOT_SERVING);
                }
            }
        }
        if (isMoving && eldest != NOT_SERVING) {
            return eldest;
        }
        if (isMoving || isBeginning || hasLeft(slot, now.lasting(owner))) {
            return owner; // recorded too: whoever had the slot may serve again before its time is over, or serve it
            // elsewhere
        }
        return recorded.get(slot) ? MovingSlots.RECORDS_ONLY : MovingSlots.STILL;
    }

    /** Whether somebody else had the slot a moment ago. */
    private boolean hasLeft(final int slot, final int owner) {
        return Arrays.stream(tenures[slot]).anyMatch(tenure -> backend(tenure) != owner);
    }

    /** The slots that are asked for nothing, but for those of which {@code beginning} says so. */
    static Optional<MovingSlots> without(final Incumbents now, final BitSet beginning) {
        return beginning.isEmpty() ? Optional.empty() : Optional.of(new Strand(now.slots()).build(now, beginning));
    }

    /** Whoever holds what was made of it goes on holding that. */
    @Override
    public void close() {
        forgetBuilt();
    }
}
