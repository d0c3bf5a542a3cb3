package io.guideway.service;

import io.guideway.maglev.LookupTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What a generation changes of the one before.
 *
 * @param added services that are new
 * @param removed services that are gone
 * @param changed services of the same name that are not as they were, in the order of the new generation
 */
public record Difference(List<Service> added, List<Service> removed, List<Changed> changed) {
    /**
     * A service that is not as it was.
     *
     * @param moved slots that name another backend than before; all of them where the table has another size. Those of
     *     the table for clients without a rule
     */
    public record Changed(Service before, Service now, int moved) {}

    /** Takes copies. */
    public Difference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /** Compares two generations that are both open. */
    public static Difference between(final Generation before, final Generation now) {
        return between(before, now, new Origins(before, now));
    }

    /** The same for who knows already what everything was. */
    public static Difference between(final Generation before, final Generation now, final Origins origins) {
        final boolean[] stays = new boolean[before.services().size()];
        final List<Service> added = new ArrayList<>();
        final List<Changed> changed = new ArrayList<>();
        for (int i = 0; i < now.services().size(); i++) {
            final Service service = now.services().get(i);
            final int was = origins.service(i);
            if (was == Origins.NEW) {
                added.add(service);
            } else {
                stays[was] = true;
                if (!before.services().get(was).equals(service)) {
                    changed.add(new Changed(before.services().get(was), service, moved(before, was, now, i)));
                }
            }
        }
        return new Difference(added, left(before.services(), stays), changed);
    }

    private static List<Service> left(final List<Service> services, final boolean[] stays) {
        final List<Service> removed = new ArrayList<>();
        for (int i = 0; i < stays.length; i++) {
            if (!stays[i]) {
                removed.add(services.get(i));
            }
        }
        return removed;
    }

    private static int moved(final Generation before, final int was, final Generation now, final int index) {
        final int slots = now.tableSlots(index);
        if (slots != before.tableSlots(was)) {
            return Math.max(slots, before.tableSlots(was));
        }
        final BitSet moved = new BitSet(slots);
        forEachMoved(before, was, now, index, moved::set);
        return moved.cardinality();
    }

    /** Tells the slots that two tables of one size, of a part each, give to different backends. */
    static void forEachMoved(
            final Generation before, final int was, final Generation now, final int index, final IntConsumer visitor) {
        final List<Backend> then =
                before.services().get(before.parts().service(was)).backends();
        final List<Backend> today =
                now.services().get(now.parts().service(index)).backends();
        for (int slot = 0; slot < Math.min(before.tableSlots(was), now.tableSlots(index)); slot++) {
            final Backend old = then.get(LookupTable.backend(before.tableAddress(was), slot));
            final Backend owner = today.get(LookupTable.backend(now.tableAddress(index), slot));
            if (!old.address().equals(owner.address())) {
                visitor.accept(slot);
            }
        }
    }

    /** Whether both are the same. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
}
