package io.guideway.bench.forward;

/** What the processor counted on one thread in user mode. */
record EventCounts(long cycles, long instructions) {
    /** What came since an earlier look. */
    EventCounts since(final EventCounts before) {
        return new EventCounts(cycles - before.cycles, instructions - before.instructions);
    }
}
