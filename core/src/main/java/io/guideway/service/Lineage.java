package io.guideway.service;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What the services of the generations before the present one were, as far as it still counts: from this follows, at each
 * moment, which slots ask for records (docs/consistency.md). Told of each change and of the time; one thread at a time.
 */
public final class Lineage implements AutoCloseable {
    private final TableStore store;
    private final LastingNumbers numbers;
    private final Map<String, Strand> strands = new HashMap<>();

    /**
     * @param store of the tables of all generations
     * @param numbers that backends have in records
     */
    public Lineage(final TableStore store, final LastingNumbers numbers) {
        this.store = store;
        this.numbers = numbers;
    }

    /** From now on {@code now} is the present generation and {@code before} is past; both are open. */
    public void replace(final Generation before, final Generation now, final long nowNs) {
        final Map<String, Service> known = byName(before);
        for (final Service service : now.services()) {
            final Service was = known.remove(service.name());
            if (was != null && !was.equals(service)) {
                replace(was, service, before, nowNs);
            }
        }
        known.keySet().forEach(this::forget);
    }

    private static Map<String, Service> byName(final Generation generation) {
        final Map<String, Service> services = new HashMap<>();
        generation.services().forEach(service -> services.put(service.name(), service));
        return services;
    }

    private void replace(final Service was, final Service now, final Generation before, final long nowNs) {
        if (!follows(was, now)) {
            forget(now.name());
            return;
        }
        final Strand strand = strands.computeIfAbsent(now.name(), name -> new Strand(store));
        final TableStore.Key key = TableStore.Key.of(was);
        if (store.address(key) != 0) {
            strand.add(key, nowNs + TimeUnit.SECONDS.toNanos(now.tracking().drainSeconds()));
        } else {
            strand.touch();
        }
    }

    /** Whether slots before and after mean the same flows, and what was before is to count. */
    private static boolean follows(final Service was, final Service now) {
        return isFollowed(now)
                && was.tableSize() == now.tableSize()
                && was.hash() == now.hash()
                && MovingSlots.key(was) == MovingSlots.key(now);
    }

    /** UDP that sticks has all its flows recorded, and so needs no past; UDP that moves wants none. */
    private static boolean isFollowed(final Service service) {
        return service.protocol() == Protocol.TCP && service.tracking().scope() != FlowTracking.Scope.NONE;
    }

    private void forget(final String service) {
        Optional.ofNullable(strands.remove(service)).ifPresent(Strand::close);
    }

    /** Lets go of what is drained; whether there was anything, so that another {@link #tracking} is due. */
    public boolean expire(final long nowNs) {
        boolean hasExpired = false;
        for (final Strand strand : strands.values()) {
            hasExpired |= strand.expire(nowNs);
        }
        return hasExpired;
    }

    /** Services that have retired, and whose slots only wait for the last record to fall silent. */
    public List<String> waiting() {
        return strands.entrySet().stream()
                .filter(strand -> !strand.getValue().isMoving())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Says which slots have live records; slots without are still from now on, unless they move. Whether that changes anything.
     *
     * @param live slots with a live record, of each service of {@link #waiting}
     */
    public boolean quiet(final Function<String, BitSet> live) {
        boolean hasChanged = false;
        for (final Iterator<Map.Entry<String, Strand>> all = strands.entrySet().iterator(); all.hasNext(); ) {
            final Map.Entry<String, Strand> entry = all.next();
            final Strand strand = entry.getValue();
            if (!strand.isMoving()) {
                final BitSet silent = strand.recorded();
                silent.andNot(live.apply(entry.getKey()));
                hasChanged |= strand.quiet(silent);
                if (strand.isOver()) {
                    strand.close();
                    all.remove();
                }
            }
        }
        return hasChanged;
    }

    /** Slots that ask for records, of all services. */
    public long movingSlots() {
        return strands.values().stream()
                .mapToLong(strand -> strand.recorded().cardinality())
                .sum();
    }

    /**
     * What the services of the present generation ask for; the caller closes it.
     *
     * @param coming the generation that is about to follow; flows that begin on slots which it gives to another backend are
     *     recorded already
     */
    public Tracking tracking(final Generation now, final Optional<Generation> coming) {
        final MovingSlots[] slots = new MovingSlots[now.services().size()];
        final Optional<Origins> next = coming.map(generation -> new Origins(generation, now));
        for (int i = 0; i < slots.length; i++) {
            slots[i] = slots(now, i, coming, next).orElse(null);
        }
        final boolean isActive = Arrays.stream(slots).anyMatch(Objects::nonNull);
        return isActive ? new Tracking(slots, lasting(now), serves(now)) : Tracking.ofNothing();
    }

    private Optional<MovingSlots> slots(
            final Generation now, final int index, final Optional<Generation> coming, final Optional<Origins> next) {
        final Service service = now.services().get(index);
        if (service.protocol() == Protocol.UDP) {
            return service.tracking().sticks() ? Optional.of(MovingSlots.everySlot(service)) : Optional.empty();
        }
        if (!isFollowed(service) || now.tableSlots(index) == 0) {
            return Optional.empty();
        }
        final BitSet leaving = next.map(origins -> leaving(now, index, coming.orElseThrow(), origins.service(index)))
                .orElseGet(BitSet::new);
        final Strand strand = strands.get(service.name());
        if (!leaving.isEmpty()) {
            return strand == null
                    ? new Strand(store).slots(now, index, leaving)
                    : strand.slots(now, index, leaving);
        }
        if (strand != null) {
            return strand.slots(now, index);
        }
        return service.tracking().scope() == FlowTracking.Scope.ALL
                ? Optional.of(MovingSlots.everySlot(service))
                : Optional.empty();
    }

    /** The slots that will be given to another backend. */
    private static BitSet leaving(final Generation now, final int index, final Generation coming, final int next) {
        final BitSet leaving = new BitSet();
        if (next != Origins.NEW && follows(now.services().get(index), coming.services().get(next))) {
            Difference.forEachMoved(now, index, coming, next, leaving::set);
        }
        return leaving;
    }

    private int[] lasting(final Generation now) {
        final int[] lasting = new int[now.backends().count()];
        forEachBackend(now, (number, service, backend) -> lasting[number] = numbers.of(service.name(), backend.address()));
        return lasting;
    }

    private static boolean[] serves(final Generation now) {
        final boolean[] serves = new boolean[now.backends().count()];
        forEachBackend(now, (number, service, backend) -> serves[number] = backend.serves());
        return serves;
    }

    /** Told of a backend and its number in the generation. */
    private interface BackendVisitor {
        void accept(int number, Service service, Backend backend);
    }

    private static void forEachBackend(final Generation now, final BackendVisitor visitor) {
        for (int i = 0; i < now.services().size(); i++) {
            final Service service = now.services().get(i);
            int number = now.backends().first(i);
            for (final Backend backend : service.backends()) {
                visitor.accept(number++, service, backend);
            }
        }
    }

    @Override
    public void close() {
        strands.values().forEach(Strand::close);
        strands.clear();
    }
}
