package io.guideway.flow;

import java.util.HashMap;
import java.util.Map;

/** What a record table should know, kept slowly and obviously: a clock without end, a map without bounds. */
final class RecordModel {
    private final RecordLimits limits;
    private final Map<Long, Known> records = new HashMap<>();
    private final Map<Long, Window> sources = new HashMap<>();
    long clock;

    /** One record: whose, and the tick that it ages from. */
    static final class Known {
        int backend;
        boolean confirmed;
        long seen;
    }

    private static final class Window {
        long number;
        int count;
    }

    RecordModel(final RecordLimits limits, final long clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** The clock as the table sees it. */
    int now() {
        return (int) clock;
    }

    /** The live record of a flow, or null. */
    Known live(final long flow) {
        final Known known = records.get(flow);
        return known != null && clock - known.seen <= lifetime(known) ? known : null;
    }

    private int lifetime(final Known known) {
        return known.confirmed ? limits.idleTicks() : limits.embryonicTicks();
    }

    void put(final long flow, final int backend, final boolean confirmed, final long age) {
        final Known known = new Known();
        known.backend = backend;
        known.confirmed = confirmed;
        known.seen = clock - age;
        records.put(flow, known);
    }

    void forget(final long flow) {
        records.remove(flow);
    }

    /** Whether a source prefix may make one more embryonic record. */
    boolean maySpend(final long source) {
        return window(source).count < limits.perSource();
    }

    void spend(final long source) {
        window(source).count++;
    }

    void giveBack(final long source) {
        window(source).count = Math.max(0, window(source).count - 1);
    }

    private Window window(final long source) {
        final Window window = sources.computeIfAbsent(source, none -> new Window());
        final long number = Integer.divideUnsigned(now(), limits.embryonicTicks());
        if (window.number != number) {
            window.number = number;
            window.count = 0;
        }
        return window;
    }
}
