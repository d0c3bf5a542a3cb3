package io.guideway.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The lookup tables of the services of one generation, held in a {@link TableStore} until this is closed. */
final class LookupTables implements AutoCloseable {
    private final TableStore store;
    private final Set<TableStore.Key> keys = new LinkedHashSet<>();
    private final long[] address;
    private final int[] slots;

    /** Holds one table for each set of backends, weights and size; the store builds those that are new. */
    LookupTables(final List<Service> services, final TableStore store) {
        this.store = store;
        services.forEach(service -> keys.add(TableStore.Key.of(service)));
        store.hold(keys);
        address = new long[services.size()];
        slots = new int[services.size()];
        for (int i = 0; i < services.size(); i++) {
            final TableStore.Key key = TableStore.Key.of(services.get(i));
            address[i] = store.address(key);
            slots[i] = address[i] == 0 ? 0 : key.slots();
        }
    }

    /** Native address of slot 0 of the table of service {@code index}; 0 where it has none. */
    long address(final int index) {
        return address[index];
    }

    /** Slots of the table of service {@code index}; 0 where no backend takes flows. */
    int slots(final int index) {
        return slots[index];
    }

    @Override
    public void close() {
        store.release(keys);
    }
}
