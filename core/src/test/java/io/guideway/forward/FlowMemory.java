package io.guideway.forward;

import io.guideway.flow.CoarseClock;
import io.guideway.flow.RecordLimits;
import io.guideway.flow.RecordSink;
import io.guideway.flow.RecordTable;

/** Records of flows for one worker under test, and the clock by which they age. */
public final class FlowMemory implements AutoCloseable {
    /** Seconds that the record of a flow's first packet lives. */
    public static final int EMBRYONIC = 5;

    /** Seconds that a flow may be silent. */
    public static final int IDLE = 600;

    public final RecordTable own;
    public final RecordTable peers;
    public final CoarseClock clock = new CoarseClock();

    /** @param size places for records */
    public FlowMemory(final int size) {
        final RecordLimits limits = new RecordLimits(size, EMBRYONIC, IDLE, 1 << 14);
        own = new RecordTable(limits, 1, 2);
        peers = new RecordTable(limits, 3, 4);
    }

    /** For a worker. */
    public FlowRecords records() {
        return new FlowRecords(own, peers, clock, RecordSink.NOBODY);
    }

    @Override
    public void close() {
        own.close();
        peers.close();
    }
}
