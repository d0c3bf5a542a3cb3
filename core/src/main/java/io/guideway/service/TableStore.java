package io.guideway.service;

import io.guideway.maglev.LookupTable;
import io.guideway.maglev.TableSize;
import io.guideway.ring.NativeBlock;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lookup tables of all generations that are alive. A table depends on backends, weights and size alone, so services and
 * generations that agree in these hold the same one: a new generation builds what has changed and nothing else, and ten
 * thousand services of the same servers need the memory of one. A table's room is free again when its last holder lets go.
 * Any thread, one at a time.
 */
public final class TableStore implements AutoCloseable {
    private final TableMemory memory = new TableMemory();
    private final TableCrew crew;
    private final Map<Key, Held> tables = new HashMap<>();

    /** By whom many tables are built at once. */
    @FunctionalInterface
    public interface Hands {
        /** Has a task done by several threads, by each from its beginning, and returns when all are done. */
        void all(Runnable task);
    }

    /** Tables are built on the CPUs that this process's threads have. */
    public TableStore() {
        this(TableStore::hands);
    }

    /** @param hands called by one thread at a time, when there is more than one table to build */
    public TableStore(final Hands hands) {
        crew = new TableCrew(hands);
    }

    /** Has a task done on each of the CPUs that this process's threads have, see {@link Hands}. */
    public static void hands(final Runnable task) {
        Collections.nCopies(Runtime.getRuntime().availableProcessors(), task).parallelStream()
                .forEach(Runnable::run);
    }

    /**
     * What a table depends on.
     *
     * @param backends in the order of their indices; whether they serve means nothing here
     */
    record Key(List<Backend> backends, int slots) {
        static Key of(final Service service) {
            return new Key(service.backends().stream().map(Key::inTable).toList(), service.tableSize());
        }

        private static Backend inTable(final Backend backend) {
            return backend.serves() ? backend : new Backend(backend.address(), backend.weight());
        }

        private boolean hasTakers() {
            return backends.stream().anyMatch(backend -> backend.weight() > 0);
        }

        /** Octets of the table, in whole cache lines. */
        private long octets() {
            final long lines = (LookupTable.octets(slots) - 1) / NativeBlock.ALIGNMENT + 1;
            return lines * NativeBlock.ALIGNMENT;
        }
    }

    /** A table and how many hold it. */
    private static final class Held {
        final long address;
        int holders;

        Held(final long address) {
            this.address = address;
        }
    }

    /**
     * Holds a table for each of the keys, once each, and builds those that there are not yet.
     *
     * @throws IllegalArgumentException if one of them cannot be; none is held then
     */
    synchronized void hold(final Set<Key> keys) {
        build(keys.stream()
                .filter(key -> key.hasTakers() && !tables.containsKey(key))
                .toList());
        keys.stream().filter(Key::hasTakers).forEach(key -> tables.get(key).holders++);
    }

    private void build(final Collection<Key> missing) {
        missing.forEach(key -> TableSize.check(key.slots)); // before memory is taken for it
        final Map<Long, Integer> bySize = new HashMap<>();
        missing.forEach(key -> bySize.merge(key.octets(), 1, Integer::sum));
        bySize.forEach(memory::reserve);
        final Map<Key, Long> built = new HashMap<>();
        missing.forEach(key -> built.put(key, memory.take(key.octets())));
        try {
            crew.fill(built);
        } catch (final RuntimeException | Error failure) {
            built.forEach((key, table) -> memory.giveBack(table, key.octets()));
            throw failure;
        }
        built.forEach((key, table) -> tables.put(key, new Held(table)));
    }

    /** Lets go of what {@link #hold} held. Nobody reads by it any more. */
    synchronized void release(final Set<Key> keys) {
        for (final Key key : keys) {
            final Held table = tables.get(key);
            if (table != null && --table.holders == 0) {
                tables.remove(key);
                memory.giveBack(table.address, key.octets());
            }
        }
    }

    /** Native address of slot 0 of a held table; 0 where no backend takes flows. */
    synchronized long address(final Key key) {
        final Held table = tables.get(key);
        return table == null ? 0 : table.address;
    }

    /** Tables that are held. */
    public synchronized int size() {
        return tables.size();
    }

    /** Octets that tables take or have taken. */
    public synchronized long octets() {
        return memory.octets();
    }

    /** Gives all memory back, whoever holds it. */
    @Override
    public synchronized void close() {
        tables.clear();
        memory.close();
        crew.close();
    }
}
