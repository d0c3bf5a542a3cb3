package io.guideway.service;

import io.guideway.maglev.TableBuilder;
import io.guideway.service.TableStore.Key;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Builds tables: one on the thread that wants it, many on all hands. Keeps its builders, so that one table for another makes no
 * garbage. Used by one thread at a time.
 */
final class TableCrew implements AutoCloseable {
    private final TableStore.Hands hands;
    private final Deque<TableBuilder> idle = new ArrayDeque<>();

    TableCrew(final TableStore.Hands hands) {
        this.hands = hands;
    }

    /**
     * Builds tables where there is room for them.
     *
     * @param tables native addresses of their slots 0
     * @throws IllegalArgumentException if one of them cannot be; what stands at all addresses is open then
     */
    void fill(final Map<Key, Long> tables) {
        if (tables.size() == 1) {
            tables.forEach(this::fill);
            return;
        }
        final Work work = new Work(tables);
        hands.all(() -> work.help(this));
        work.rethrow();
    }

    /** Tables that are still to be built. */
    private static final class Work {
        private final Deque<Map.Entry<Key, Long>> left;
        private RuntimeException refusal;
        private Error failure;

        Work(final Map<Key, Long> tables) {
            left = new ArrayDeque<>(tables.entrySet());
        }

        /** Until no table is left. After the first that fails there is none. */
        void help(final TableCrew crew) {
            try {
                for (Map.Entry<Key, Long> table = next(); table != null; table = next()) {
                    crew.fill(table.getKey(), table.getValue());
                }
            } catch (final RuntimeException e) {
                end(e, failure);
            } catch (final Error e) {
                end(refusal, e);
            }
        }

        private synchronized Map.Entry<Key, Long> next() {
            return left.poll();
        }

        private synchronized void end(final RuntimeException refused, final Error failed) {
            left.clear();
            refusal = refused;
            failure = failed;
        }

        synchronized void rethrow() {
            if (failure != null) {
                throw failure;
            }
            if (refusal != null) {
                throw refusal;
            }
        }
    }

    private void fill(final Key key, final long at) {
        final TableBuilder builder = borrow();
        try {
            builder.begin(key.slots());
            final List<Backend> backends = key.backends();
            for (int i = 0; i < backends.size(); i++) {
                final Backend backend = backends.get(i);
                builder.add(backend.address().high(), backend.address().low(), backend.weight());
            }
            builder.fill(at);
        } finally {
            giveBack(builder);
        }
    }

    private synchronized TableBuilder borrow() {
        return idle.isEmpty() ? new TableBuilder() : idle.pop();
    }

    private synchronized void giveBack(final TableBuilder builder) {
        idle.push(builder);
    }

    @Override
    public synchronized void close() {
        idle.forEach(TableBuilder::close);
        idle.clear();
    }
}
