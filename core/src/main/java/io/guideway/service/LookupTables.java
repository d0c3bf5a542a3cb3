package io.guideway.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The lookup tables of the services of one generation, and of the {@link Parts} of their clients, held in a {@link TableStore} until this is closed. */
final class LookupTables implements AutoCloseable {
    private final TableStore store;
    private final Set<TableStore.Key> keys = new LinkedHashSet<>();
    private final long[] address;
    private final int[] slots;

    /** Holds one table for each set of backends, weights and size; the store builds those that are new. */
    LookupTables(final Parts parts, final TableStore store) {
        this.store = store;
        final List<TableStore.Key> keyOf = IntStream.range(0, parts.count())
                .mapToObj(part -> TableStore.Key.of(parts.seenBy(part)))
                .toList();
        keys.addAll(keyOf);
        store.hold(keys);
        address = new long[keyOf.size()];
        slots = new int[keyOf.size()];
        for (int i = 0; i < slots.length; i++) {
            final TableStore.Key key = keyOf.get(i);
            address[i] = store.address(key);
            slots[i] = address[i] == 0 ? 0 : key.slots();
        }
    }

    /** Native address of slot 0 of the table of part {@code index}; 0 where it has none. */
    long address(final int index) {
        return address[index];
    }

    /** Slots of the table of part {@code index}; 0 where no backend takes flows. */
    int slots(final int index) {
        return slots[index];
    }

    @Override
    public void close() {
        store.release(keys);
    }
}
