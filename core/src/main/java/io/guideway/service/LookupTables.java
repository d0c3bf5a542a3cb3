package io.guideway.service;

import io.guideway.maglev.Candidate;
import io.guideway.maglev.LookupTable;
import io.guideway.maglev.TableBuilder;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lookup tables of all services, side by side in one block, so that huge pages can carry them. Services whose backends,
 * weights and table size are equal have equal tables, and share one: a thousand services of the same servers need the memory
 * of one, which stays in the cache. Immutable; any thread reads until it is closed.
 */
final class LookupTables implements AutoCloseable {
    private final NativeBlock block;
    private final long[] address;
    private final int[] slots;

    /** What a table depends on. */
    private record Key(List<Backend> backends, int slots) {
        static Key of(final Service service) {
            return new Key(service.backends(), service.tableSize());
        }

        /** Octets of the table, in whole cache lines. */
        long octets() {
            final long lines = (LookupTable.octets(slots) - 1) / NativeBlock.ALIGNMENT + 1;
            return lines * NativeBlock.ALIGNMENT;
        }
    }

    /** Where a table stands; both are 0 where no backend takes flows. */
    private record Place(long address, int slots) {
        static final Place NONE = new Place(0, 0);
    }

    /** Builds one table for each set of backends. */
    LookupTables(final List<Service> services) {
        final Map<Key, Place> places = new HashMap<>();
        block = new NativeBlock(
                services.stream().map(Key::of).distinct().mapToLong(Key::octets).sum());
        address = new long[services.size()];
        slots = new int[services.size()];
        long free = block.address();
        for (int i = 0; i < services.size(); i++) {
            final Key key = Key.of(services.get(i));
            Place place = places.get(key);
            if (place == null) {
                place = build(key, free);
                places.put(key, place);
                free += key.octets();
            }
            address[i] = place.address;
            slots[i] = place.slots;
        }
    }

    private static Place build(final Key key, final long at) {
        final List<Candidate> candidates = key.backends.stream()
                .map(b -> new Candidate(b.address().high(), b.address().low(), b.weight()))
                .toList();
        final Optional<LookupTable> built = TableBuilder.build(candidates, key.slots);
        if (built.isEmpty()) {
            return Place.NONE;
        }
        try (LookupTable table = built.get()) {
            Mem.copy(table.address(), at, LookupTable.octets(key.slots));
        }
        return new Place(at, key.slots);
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
        block.close();
    }
}
