package io.guideway.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thread writes, others look beside it: they see a record whole or not at all. */
class RecordReadersTest {
    private static final int READERS = 3;
    private static final int LOOKS = 2_000_000;
    private static final long[] STEADY = new Random(1).longs(10).toArray();
    private static final long[] FLEETING = new Random(2).longs(300).toArray();

    private final RecordTable table = new RecordTable(new RecordLimits(64, 5, 300, 0xFFFF), 1, 2);
    private final AtomicBoolean isOver = new AtomicBoolean();

    @AfterEach
    void close() {
        table.close();
    }

    /** What one reader saw. */
    private record Sight(long whole, long torn, long missed) {}

    /**
     * Hundreds of flows take turns in 64 places, each with a backend that its key tells, so that a value that stands beside
     * another's key gives itself away. Ten flows among them stay, and are renewed all the time: these are never missed.
     */
    @Test
    void nobodySeesHalfARecord() throws ExecutionException, InterruptedException {
        for (final long flow : STEADY) {
            assertTrue(table.insertConfirmed(flow, backend(flow), 0, 0));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS + 1)) {
            final Future<Long> writer = threads.submit(this::write);
            final List<Future<Sight>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                final int seed = i;
                readers.add(threads.submit(() -> look(seed)));
            }
            try {
                for (final Future<Sight> reader : readers) {
                    assertEquals(0, reader.get().torn);
                    assertEquals(0, reader.get().missed);
                    assertTrue(reader.get().whole > 0);
                }
            } finally {
                isOver.set(true); // or the writer would never end
            }
            assertTrue(writer.get() > 0);
        }
    }

    private long write() {
        final SplittableRandom random = new SplittableRandom(3);
        long writes = 0;
        while (!isOver.get()) {
            final long flow = FLEETING[random.nextInt(FLEETING.length)];
            final int now = (int) (writes >>> 12) & 1; // two ticks for ever: readers may be late as long as they like
            switch (random.nextInt(4)) {
                case 0 -> table.insert(flow, backend(flow), 0, now);
                case 1 -> table.insertConfirmed(flow, backend(flow), 0, now);
                case 2 -> table.forget(flow, now);
                default -> table.find(STEADY[random.nextInt(STEADY.length)], now);
            }
            if ((writes & 0xFFF) == 0) {
                for (final long steady : STEADY) {
                    table.insertConfirmed(steady, backend(steady), 0, now);
                }
            }
            writes++;
        }
        return writes;
    }

    private Sight look(final int seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        long whole = 0;
        long torn = 0;
        long missed = 0;
        for (int i = 0; i < LOOKS; i++) {
            final boolean isSteady = (i & 1) == 0;
            final long flow =
                    isSteady ? STEADY[random.nextInt(STEADY.length)] : FLEETING[random.nextInt(FLEETING.length)];
            final int found = table.peek(flow, 1);
            if (found != RecordTable.NONE) {
                whole++;
                torn += RecordTable.backend(found) == backend(flow) ? 0 : 1;
            } else if (isSteady) {
                missed++;
            }
        }
        return new Sight(whole, torn, missed);
    }

    private static int backend(final long flow) {
        return (int) (flow >>> 7) & RecordTable.BACKENDS - 1;
    }
}
