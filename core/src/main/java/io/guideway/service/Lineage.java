package io.guideway.service;

import io.guideway.packet.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the services of the generations before the present one were, as far as it still counts: from this follows, at each
 * moment, which slots ask for records (docs/consistency.md). Told of each change and of the time; one thread at a time.
 */
public final class Lineage implements AutoCloseable {
    private static final long NS_A_SECOND = 1_000_000_000;

    private final LastingNumbers numbers;
    private final Map<Parts.Name, Strand> strands = new HashMap<>();
    private Generation present;
    private int[] lasting;

    /**
     * @param first generation, open until the next replaces it
     * @param numbers of backends, with which records name them; their clock is in nanoseconds
     * @param nowNs a clock that only goes forward
     */
    public Lineage(final Generation first, final LastingNumbers numbers, final long nowNs) {
        this.numbers = numbers;
        present = first;
        lasting = numbers.number(first.services(), nowNs);
    }

    /**
     * From now on {@code next} is the present generation, and what it changes of the one before is past. Both are open.
     *
     * @param origins what the next generation's services were in the one before
     * @throws IllegalArgumentException if there are more backends than lasting numbers; nothing has changed then
     */
    public void replace(final Generation next, final Origins origins, final long nowNs) {
        final int[] nextLasting = numbers.number(next.services(), nowNs);
        expire(nowNs); // what is over must not keep its place before what begins
        final Map<Parts.Name, Strand> before = new HashMap<>(strands);
        strands.clear();
        for (int part = 0; part < next.parts().count(); part++) {
            final Incumbents now = new Incumbents(next, part, nextLasting);
            final int was = origins.service(now.index());
            if (was != Origins.NEW) {
                replace(new Incumbents(present, partBefore(now, was), lasting), now, before, nowNs);
            }
        }
        final Set<Strand> kept = new HashSet<>(strands.values());
        before.values().stream().filter(old -> !kept.contains(old)).forEach(Strand::close);
        closeOver();
        present = next;
        lasting = nextLasting;
    }

    /** The part of the present generation that has the clients of one of the next. */
    private int partBefore(final Incumbents next, final int service) {
        return present.parts().holding(service, next.name().from());
    }

    private void replace(
            final Incumbents old, final Incumbents next, final Map<Parts.Name, Strand> before, final long nowNs) {
        final Service service = next.service();
        if (!follows(old.service(), service)) {
            return;
        }
        final Strand known = before.get(old.name());
        if (old.service().equals(service)) {
            if (known != null) {
                strands.put(next.name(), known);
            }
            return;
        }
        final Strand strand = strand(known, service, old.name().equals(next.name()));
        final int until = second(nowNs) + service.tracking().drainSeconds() + 1; // the end of the second
        strand.change();
        Difference.forEachMoved(
                old.generation(),
                old.part(),
                next.generation(),
                next.part(),
                slot -> strand.leave(slot, old.lastingOwner(slot), until));
        strands.put(next.name(), strand);
    }

    /** What goes on with the past that is known. Clients who are a part from now on share it with those whom they were with. */
    private static Strand strand(final Strand known, final Service service, final boolean isOfSamePart) {
        if (known == null) {
            return new Strand(service.tableSize());
        }
        return isOfSamePart ? known : new Strand(known);
    }

    private static int second(final long ns) {
        return (int) (ns / NS_A_SECOND);
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
        return service.protocol() != Protocol.UDP && service.tracking().scope() != FlowTracking.Scope.NONE;
    }

    /** Whether flows are recorded wherever they are. What takes any protocol cannot have UDP stick without that. */
    private static boolean recordsAll(final Service service) {
        return service.tracking().scope() == FlowTracking.Scope.ALL
                || service.tracking().sticks();
    }

    /** Lets go of what is drained; whether there was anything, so that another {@link #tracking} is due. */
    public boolean expire(final long nowNs) {
        boolean hasExpired = false;
        for (final Strand strand : strands.values()) {
            hasExpired |= strand.expire(second(nowNs));
        }
        return hasExpired;
    }

    /** What was before and still counts, for other nodes. */
    public List<ServicePast> past(final long nowNs) {
        final List<ServicePast> past = new ArrayList<>();
        for (int part = 0; part < present.parts().count(); part++) {
            final Incumbents now = new Incumbents(present, part, lasting);
            final Strand strand = strands.get(now.name());
            if (strand != null && strand.isMoving()) {
                final Map<Integer, IpAddress> addresses = new HashMap<>();
                addresses(now).forEach((address, number) -> addresses.put(number, address));
                final List<ServicePast.Tenure> tenures = strand.past(second(nowNs), addresses);
                if (!tenures.isEmpty()) {
                    past.add(new ServicePast(key(now), now.service().tableSize(), tenures));
                }
            }
        }
        return past;
    }

    /**
     * Takes in what another node knows of what was before: of a node that begins, its own past is empty. Whether anything of it
     * is of services here, so that another {@link #tracking} is due.
     */
    public boolean learn(final List<ServicePast> past, final long nowNs) {
        boolean hasLearned = false;
        for (int part = 0; part < present.parts().count(); part++) {
            final Incumbents now = new Incumbents(present, part, lasting);
            for (final ServicePast one : past) {
                if (isPastOf(one, now) && now.slots() > 0) {
                    strands.computeIfAbsent(now.name(), name -> new Strand(one.tableSize()))
                            .learn(one.tenures(), addresses(now), second(nowNs));
                    hasLearned = true;
                }
            }
        }
        closeOver();
        return hasLearned;
    }

    private static boolean isPastOf(final ServicePast past, final Incumbents now) {
        return isFollowed(now.service()) && past.tableSize() == now.service().tableSize() && past.service() == key(now);
    }

    private static long key(final Incumbents of) {
        return MovingSlots.key(of.service(), of.name().from());
    }

    /** Lasting number of each backend of a service, by address. */
    private static Map<IpAddress, Integer> addresses(final Incumbents now) {
        final Map<IpAddress, Integer> addresses = new HashMap<>();
        for (int i = 0; i < now.service().backends().size(); i++) {
            addresses.put(now.service().backends().get(i).address(), now.lasting(i));
        }
        return addresses;
    }

    /** The backends of the present generation, by what names them on other nodes; for one other thread. */
    public ServedBackends served() {
        return new ServedBackends(present.services(), lasting);
    }

    /** Whether slots ask for records that no earlier generation has a word on any more. */
    public boolean isWaiting() {
        return strands.values().stream().anyMatch(strand -> !strand.isMoving());
    }

    /**
     * Says where there are live records; slots without are still from now on, unless they move. Whether that changes anything.
     *
     * @param live slots with a live record, by the service's name
     */
    public boolean keep(final Function<String, BitSet> live) {
        boolean hasChanged = false;
        for (final Map.Entry<Parts.Name, Strand> strand : strands.entrySet()) {
            hasChanged |= strand.getValue().keep(live.apply(strand.getKey().service()));
        }
        closeOver();
        return hasChanged;
    }

    private void closeOver() {
        strands.values().stream().filter(Strand::isOver).forEach(Strand::close);
        strands.values().removeIf(Strand::isOver);
    }

    /**
     * Says where flows have records of other backends than the slots' owners, though nothing moved there as far as this node knows;
     * those slots ask for records from now on. Whether that changes anything.
     *
     * @param strayed slots by the service's name; empty where there are none
     */
    public boolean wake(final Function<String, BitSet> strayed) {
        boolean hasChanged = false;
        for (int part = 0; part < present.parts().count(); part++) {
            final Incumbents now = new Incumbents(present, part, lasting);
            final BitSet slots = strayed.apply(now.name().service());
            if (!slots.isEmpty() && isFollowed(now.service()) && now.slots() > 0) {
                hasChanged |= strands.computeIfAbsent(now.name(), name -> new Strand(now.slots()))
                        .wake(slots);
            }
        }
        return hasChanged;
    }

    /** Seconds since the eldest of the changes before which somebody had slots that still count; 0 if none counts. */
    public int oldestSeconds(final long nowNs) {
        int oldest = 0;
        for (int part = 0; part < present.parts().count(); part++) {
            final Incumbents now = new Incumbents(present, part, lasting);
            final Strand strand = strands.get(now.name());
            if (strand != null && strand.isMoving()) {
                final int left = strand.nextExpiry() - second(nowNs);
                oldest = Math.max(oldest, now.service().tracking().drainSeconds() + 1 - left);
            }
        }
        return oldest;
    }

    /** The lasting number of a backend of the present generation, by its number there. */
    public int lasting(final int backend) {
        return lasting[backend];
    }

    /** Slots that ask for records because of a change, of all services. */
    public long movingSlots() {
        long sum = 0;
        for (final Strand strand : strands.values()) {
            sum += strand.recorded();
        }
        return sum;
    }

    /** What the services of the present generation ask for; the caller closes it. */
    public Tracking tracking() {
        return tracking(index -> new BitSet());
    }

    /**
     * The same, while another generation is about to follow: flows that begin on slots which it gives to another backend are
     * recorded already.
     */
    public Tracking tracking(final Generation coming) {
        final Origins origins = new Origins(coming, present);
        return tracking(
                part -> leaving(part, coming, origins.service(present.parts().service(part))));
    }

    /** Slots of a part whose flows go elsewhere, be it that they are of another part then. */
    private BitSet leaving(final int part, final Generation coming, final int next) {
        final BitSet leaving = new BitSet();
        final int index = present.parts().service(part);
        if (next == Origins.NEW
                || !follows(present.services().get(index), coming.services().get(next))) {
            return leaving;
        }
        final Parts parts = coming.parts();
        Difference.forEachMoved(
                present, part, coming, parts.holding(next, present.parts().from(part)), leaving::set);
        for (int rule = 0; rule < coming.services().get(next).clients().size(); rule++) {
            final int other = parts.ofRule(next, rule);
            if (present.parts().holding(index, parts.from(other)) == part) {
                Difference.forEachMoved(present, part, coming, other, leaving::set);
            }
        }
        return leaving;
    }

    private Tracking tracking(final Function<Integer, BitSet> leaving) {
        final MovingSlots[] slots = new MovingSlots[present.parts().count()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = slots(new Incumbents(present, i, lasting), leaving).orElse(null);
        }
        final boolean isActive = Arrays.stream(slots).anyMatch(Objects::nonNull);
        return isActive ? new Tracking(slots, lasting, serves()) : Tracking.INACTIVE;
    }

    private Optional<MovingSlots> slots(final Incumbents now, final Function<Integer, BitSet> leaving) {
        final Service service = now.service();
        if (service.protocol() == Protocol.UDP) {
            return service.tracking().sticks() ? Optional.of(MovingSlots.everySlot(service)) : Optional.empty();
        }
        if (!isFollowed(service) || now.slots() == 0) {
            return Optional.empty();
        }
        final Optional<Strand> strand = Optional.ofNullable(strands.get(now.name()));
        if (recordsAll(service)) {
            final BitSet all = new BitSet();
            all.set(0, now.slots());
            return Optional.of(
                    strand.map(past -> past.slots(now, all)).orElseGet(() -> MovingSlots.everySlot(service)));
        }
        final BitSet beginning = leaving.apply(now.part());
        return strand.map(past -> past.slots(now, beginning)).or(() -> Strand.without(now, beginning));
    }

    private boolean[] serves() {
        final boolean[] serves = new boolean[present.backends().count()];
        int number = 0;
        for (final Service service : present.services()) {
            for (final Backend backend : service.backends()) {
                serves[number++] = backend.serves();
            }
        }
        return serves;
    }

    @Override
    public void close() {
        strands.values().forEach(Strand::close);
        strands.clear();
    }
}
