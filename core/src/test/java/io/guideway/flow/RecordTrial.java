package io.guideway.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A table beside its {@link RecordModel}: random calls to both, and after each a look at every flow there is. The table may
 * lose embryonic records, if it counts them as evicted, and refuse new ones, for the reasons that it gives.
 */
final class RecordTrial implements AutoCloseable {
    private static final int MOST_FLOWS = 150;
    private static final long[] CLOCKS = {0, 0xFFF0, (1L << 31) - 20, (1L << 32) - 20, 0x1234_5678_9ABCL};

    private final Random random;
    private final RecordLimits limits;
    private final RecordModel model;
    private final RecordTable table;
    private final List<Long> flows = new ArrayList<>();
    private long evicted;

    RecordTrial(final long seed, final int records) {
        random = new Random(seed);
        limits = new RecordLimits(records, 1 + random.nextInt(8), 1 + random.nextInt(400), 1 + random.nextInt(40));
        model = new RecordModel(limits, CLOCKS[random.nextInt(CLOCKS.length)]);
        table = new RecordTable(limits, random.nextLong(), random.nextLong());
        random.longs(1 + random.nextInt(MOST_FLOWS)).forEach(flows::add);
    }

    void run(final int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            compare();
        }
        table.sweep(model.now() + 1, 0); // a new lap, whatever this tick's has done
        table.sweep(model.now(), Integer.MAX_VALUE);
        assertEquals(live(true), table.get(RecordCounter.CONFIRMED));
        assertEquals(live(false), table.get(RecordCounter.EMBRYONIC));
    }

    private void step() {
        final long flow = flows.get(random.nextInt(flows.size()));
        final int backend = random.nextInt(RecordTable.BACKENDS);
        final long source = random.nextInt(3);
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4 -> insert(flow, backend, source);
            case 5, 6 -> insertConfirmed(flow, backend, random.nextInt(limits.idleTicks() + 2));
            case 7, 8, 9 -> confirm(flow, source);
            case 10, 11, 12 -> find(flow);
            case 13 -> forget(flow);
            case 14 -> table.sweep(model.now(), random.nextInt(4));
            default -> pass(random.nextInt(10) == 0 ? random.nextInt(1 << 17) : random.nextInt(20));
        }
    }

    private void insert(final long flow, final int backend, final long source) {
        final RecordModel.Known known = model.live(flow);
        final boolean isFull = isFullOfConfirmed(flow);
        final boolean isRecorded = table.insert(flow, backend, source, model.now());
        if (known != null) {
            known.backend = backend;
            assertTrue(isRecorded);
            return;
        }
        assertEquals(!isFull && model.maySpend(source), isRecorded);
        if (isRecorded) {
            model.spend(source);
            model.put(flow, backend, false, 0);
        }
    }

    private void insertConfirmed(final long flow, final int backend, final int age) {
        final boolean mayBe = age <= limits.idleTicks() && (model.live(flow) != null || !isFullOfConfirmed(flow));
        assertEquals(mayBe, table.insertConfirmed(flow, backend, age, model.now()));
        if (mayBe) {
            model.put(flow, backend, true, age);
        }
    }

    private void confirm(final long flow, final long source) {
        final RecordModel.Known known = model.live(flow);
        assertEquals(known != null, table.confirm(flow, source, model.now()));
        if (known != null && !known.confirmed) {
            model.put(flow, known.backend, true, 0);
            model.giveBack(source);
        }
    }

    private void find(final long flow) {
        final RecordModel.Known known = model.live(flow);
        assertEquals(expected(known), table.find(flow, model.now()));
        if (known != null && known.confirmed) {
            known.seen = model.clock;
        }
    }

    private void forget(final long flow) {
        table.forget(flow, model.now());
        model.forget(flow);
    }

    /** Time passes; within half a turn of the stamp somebody sweeps the table. */
    private void pass(final long ticks) {
        final long end = model.clock + ticks;
        while (end - model.clock > RecordLimits.MOST_TICKS) {
            model.clock += RecordLimits.MOST_TICKS;
            table.sweep(model.now(), Integer.MAX_VALUE);
        }
        model.clock = end;
        if (ticks > limits.idleTicks()) {
            table.sweep(model.now(), Integer.MAX_VALUE);
        }
    }

    private void compare() {
        long lost = 0;
        for (final long flow : flows) {
            final RecordModel.Known known = model.live(flow);
            final int found = table.peek(flow, model.now());
            if (known != null && found == RecordTable.NONE) {
                assertFalse(known.confirmed, "a confirmed record was lost");
                model.forget(flow);
                lost++;
            } else {
                assertEquals(expected(known), found);
            }
        }
        assertEquals(table.get(RecordCounter.EVICTED) - evicted, lost);
        evicted += lost;
        assertEquals(
                table.get(RecordCounter.INSERTED),
                table.get(RecordCounter.EMBRYONIC)
                        + table.get(RecordCounter.CONFIRMED)
                        + table.get(RecordCounter.EXPIRED)
                        + table.get(RecordCounter.EVICTED)
                        + table.get(RecordCounter.FORGOTTEN));
        assertTrue(live(false) <= table.capacity() / 4 * 3, "embryonic records beyond their share");
    }

    private static int expected(final RecordModel.Known known) {
        if (known == null) {
            return RecordTable.NONE;
        }
        return FlowRecord.found(
                known.confirmed ? FlowRecord.confirmed(known.backend, 0) : FlowRecord.embryonic(known.backend, 0));
    }

    private long live(final boolean confirmed) {
        return flows.stream()
                .map(model::live)
                .filter(known -> known != null && known.confirmed == confirmed)
                .count();
    }

    /** Whether all eight places that a flow may have belong to confirmed records that live. */
    private boolean isFullOfConfirmed(final long flow) {
        return flows.stream()
                        .filter(other -> model.live(other) != null && model.live(other).confirmed)
                        .filter(other -> isIn(table.place(other), table.firstBucket(flow))
                                || isIn(table.place(other), table.secondBucket(flow)))
                        .count()
                == 8;
    }

    private static boolean isIn(final long place, final long bucket) {
        return place >= bucket && place < bucket + RecordTable.BUCKET;
    }

    @Override
    public void close() {
        table.close();
    }
}
