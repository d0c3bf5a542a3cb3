package io.guideway.controller;

import io.guideway.service.Difference;
import io.guideway.service.Generation;
import io.guideway.service.Service;
import io.guideway.service.TableStore;
import java.util.List;

/**
 * Says how many slots of a service move, and keeps the two lookup tables that it looked at: a change begins where the last one
 * ended, and follows its own dry run, so mostly one table is to be built, or none. Any thread, one at a time.
 */
final class MeasuredTables implements AutoCloseable {
    private TableStore store = new TableStore(); // of tables of one size: room for others would stay taken for ever
    private int slots;
    private List<Generation> kept = List.of();

    /** How many slots name another backend in {@code is} than in {@code was}; all where the table has another size. */
    synchronized int moved(final Service was, final Service is) {
        if (was.tableSize() != is.tableSize()) {
            return movedOnce(was, is);
        }
        if (is.tableSize() != slots) {
            close();
            store = new TableStore();
            slots = is.tableSize();
        }
        final Generation before = new Generation(1, List.of(was), store);
        try {
            final Generation now = new Generation(2, List.of(is), store);
            keep(List.of(before, now));
            return moved(before, now);
        } catch (final RuntimeException impossible) {
            keep(List.of(before));
            throw impossible;
        }
    }

    /** The same without keeping anything; any thread, several at a time. */
    static int movedOnce(final Service was, final Service is) {
        try (Generation before = Generation.alone(1, List.of(was));
                Generation now = Generation.alone(2, List.of(is))) {
            return moved(before, now);
        }
    }

    private static int moved(final Generation before, final Generation now) {
        return Difference.between(before, now).changed().stream()
                .mapToInt(Difference.Changed::moved)
                .sum();
    }

    private void keep(final List<Generation> next) {
        kept.forEach(Generation::close);
        kept = next;
    }

    /** Gives the tables' memory back. */
    @Override
    public synchronized void close() {
        keep(List.of());
        store.close();
    }
}
