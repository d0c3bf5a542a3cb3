package io.guideway.tier;

import io.guideway.flow.RecordTable;
import io.guideway.flow.RecordVisitor;

/**
 * Tells of every record again, four times in the time that records live, so that no copy ages while its flow is
 * alive, and whoever missed it knows it in the end. One thread.
 */
final class Refresh {
    private static final int TIMES = 4;

    private final LocalNode node;
    private final int[] cursors;

    Refresh(final LocalNode node) {
        this.node = node;
        cursors = new int[node.own().size()];
    }

    /**
     * Goes on where it stopped, a bounded bit of each table.
     *
     * @param timesASecond how often this is called
     */
    void go(final long timesASecond, final RecordVisitor visitor) {
        for (int i = 0; i < cursors.length; i++) {
            final RecordTable table = node.own().get(i);
            final long calls = Math.max(1, table.idleTicks() * timesASecond / TIMES);
            final int most = (int) (table.buckets() / calls) + 1;
            cursors[i] = table.forEach(cursors[i], most, node.now(), visitor);
        }
    }
}
