package io.guideway.service;

import io.guideway.maglev.LookupTable;
import io.guideway.packet.IpAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one service was before: the tables that are not drained yet, oldest first, and the slots that may have records. One
 * thread.
 */
final class Strand implements AutoCloseable {
    private static final int NOWHERE = -1;

    private final TableStore store;
    private final Deque<Past> past = new ArrayDeque<>();
    private final BitSet recorded = new BitSet();
    private Optional<MovingSlots> built = Optional.empty();

    /** A table that decided until a change, and counts until it is drained. */
    private record Past(TableStore.Key key, long address, long untilNs) {
        /** For each of its backends the index in the service's present list. */
        int[] places(final List<Backend> present) {
            final Map<IpAddress, Integer> places = new HashMap<>();
            for (int i = 0; i < present.size(); i++) {
                places.put(present.get(i).address(), i);
            }
            return key.backends().stream()
                    .mapToInt(backend -> places.getOrDefault(backend.address(), NOWHERE))
                    .toArray();
        }
    }

    Strand(final TableStore store) {
        this.store = store;
    }

    /** The service's table was this until now, and counts until {@code untilNs}. */
    void add(final TableStore.Key key, final long untilNs) {
        store.hold(Set.of(key));
        past.add(new Past(key, store.address(key), untilNs));
        forgetBuilt();
    }

    /** The service is not as it was, and what it was has no table. */
    void touch() {
        forgetBuilt();
    }

    /** Lets go of the tables whose time is over; whether there were any. */
    boolean expire(final long nowNs) {
        boolean hasExpired = false;
        for (final Iterator<Past> tables = past.iterator(); tables.hasNext(); ) {
            final Past table = tables.next();
            if (table.untilNs - nowNs <= 0) {
                store.release(Set.of(table.key));
                tables.remove();
                hasExpired = true;
            }
        }
        if (hasExpired) {
            forgetBuilt();
        }
        return hasExpired;
    }

    /** Slots that ask for records. */
    BitSet recorded() {
        return (BitSet) recorded.clone();
    }

    /** Whether there is anything in the past that counts. */
    boolean isMoving() {
        return !past.isEmpty();
    }

    /** These slots have no records any more; those that move go on asking. Whether that changes anything. */
    boolean quiet(final BitSet slots) {
        if (!past.isEmpty() || !recorded.intersects(slots)) {
            return false;
        }
        recorded.andNot(slots);
        forgetBuilt();
        return true;
    }

    /** Whether nothing of it counts any more. */
    boolean isOver() {
        return past.isEmpty() && recorded.isEmpty();
    }

    /** What the service asks for, as it is in this generation; kept until something changes. */
    Optional<MovingSlots> slots(final Generation now, final int index) {
        if (built.isEmpty()) {
            built = build(now, index, new BitSet()).map(MovingSlots::hold);
        }
        return built;
    }

    /**
     * The same, while slots are about to get another owner: flows that begin there are recorded with the present one.
     *
     * @param leaving these slots
     */
    Optional<MovingSlots> slots(final Generation now, final int index, final BitSet leaving) {
        return build(now, index, leaving);
    }

    private Optional<MovingSlots> build(final Generation now, final int index, final BitSet leaving) {
        final Service service = now.services().get(index);
        final boolean tracksAll = service.tracking().scope() == FlowTracking.Scope.ALL;
        if (isOver() && leaving.isEmpty()) {
            return tracksAll ? Optional.of(MovingSlots.everySlot(service)) : Optional.empty();
        }
        final char[] codes = new char[now.tableSlots(index)];
        for (int slot = 0; slot < codes.length; slot++) {
            final boolean keepsAll = tracksAll || leaving.get(slot);
            codes[slot] = (char)
                    (keepsAll ? owner(now, index, slot) : recorded.get(slot) ? MovingSlots.RECORDS_ONLY : MovingSlots.STILL);
        }
        writePast(codes, now, index);
        return Optional.of(MovingSlots.of(service, codes));
    }

    private static int owner(final Generation now, final int index, final int slot) {
        return LookupTable.backend(now.tableAddress(index), slot);
    }

    /**
     * Of a slot that an undrained table gives to another backend, the oldest table whose owner still serves has the word, even
     * where that is the present owner: what is older than all changes must not be moved by one that came and went.
     */
    private void writePast(final char[] codes, final Generation now, final int index) {
        final List<Backend> present = now.services().get(index).backends();
        final BitSet moving = new BitSet();
        final int[] eldest = new int[codes.length];
        Arrays.fill(eldest, NOWHERE);
        for (final Past table : past) {
            final int[] places = table.places(present);
            for (int slot = 0; slot < codes.length; slot++) {
                final int place = places[LookupTable.backend(table.address, slot)];
                if (place != owner(now, index, slot)) {
                    moving.set(slot);
                }
                if (eldest[slot] == NOWHERE && place != NOWHERE && present.get(place).serves()) {
                    eldest[slot] = place;
                }
            }
        }
        recorded.or(moving);
        for (int slot = moving.nextSetBit(0); slot >= 0; slot = moving.nextSetBit(slot + 1)) {
            codes[slot] = eldest[slot] == NOWHERE ? MovingSlots.RECORDS_ONLY : (char) eldest[slot];
        }
    }

    private void forgetBuilt() {
        built.ifPresent(MovingSlots::release);
        built = Optional.empty();
    }

    @Override
    public void close() {
        past.forEach(table -> store.release(Set.of(table.key)));
        past.clear();
        forgetBuilt();
    }
}
