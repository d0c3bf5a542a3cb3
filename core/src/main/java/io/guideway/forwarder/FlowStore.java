package io.guideway.forwarder;

import io.guideway.flow.CoarseClock;
import io.guideway.flow.RecordCounter;
import io.guideway.flow.RecordLimits;
import io.guideway.flow.RecordRing;
import io.guideway.flow.RecordSink;
import io.guideway.flow.RecordTable;
import io.guideway.forward.FlowRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the workers of a forwarder remember of flows, and the clock by which they forget. Made and closed by one thread. */
final class FlowStore implements AutoCloseable {
    /** Seconds for the second packet of a flow to come. */
    private static final int EMBRYONIC_SECONDS = 5;

    /** Flows that one /24 or /56 may begin in that time on slots that are recorded: of a large NAT, a second's worth. */
    private static final int PER_SOURCE = 4096;

    /** The most that is recorded of other nodes: as much as one worker of them may have. */
    private final RecordTable peers;

    private final List<FlowRecords> workers = new ArrayList<>();
    private final List<RecordRing> news = new ArrayList<>();
    private final CoarseClock clock = new CoarseClock();

    /**
     * @param records of each worker
     * @param idleSeconds how long a record outlives its flow's last packet
     * @param seed two secret words, for counting sources
     */
    FlowStore(final int workers, final int records, final int idleSeconds, final long[] seed) {
        this(workers, records, idleSeconds, seed, 0);
    }

    /**
     * The same, of a node that tells others of its flows.
     *
     * @param told records that each worker may have to tell at one time, a power of two; 0 if nobody is told
     */
    FlowStore(final int workers, final int records, final int idleSeconds, final long[] seed, final int told) {
        final RecordLimits limits = new RecordLimits(records, EMBRYONIC_SECONDS, idleSeconds, PER_SOURCE);
        peers = new RecordTable(limits, seed[0], seed[1]);
        for (int i = 0; i < workers; i++) {
            final RecordTable own = new RecordTable(limits, seed[0], seed[1]);
            this.workers.add(new FlowRecords(own, peers, clock, sink(told)));
        }
    }

    private RecordSink sink(final int told) {
        if (told == 0) {
            return RecordSink.NOBODY;
        }
        final RecordRing ring = new RecordRing(told);
        news.add(ring);
        return ring;
    }

    /** For worker {@code index}. */
    FlowRecords of(final int index) {
        return workers.get(index);
    }

    /** For a worker whose flows are nobody's: it reads what other nodes have recorded, and tells nobody. */
    FlowRecords apart(final RecordTable own) {
        return new FlowRecords(own, peers, clock, RecordSink.NOBODY);
    }

    /** What each worker has recorded. */
    List<RecordTable> tables() {
        return workers.stream().map(FlowRecords::own).toList();
    }

    /** What each worker has to tell; empty if nobody is told. */
    List<RecordRing> news() {
        return List.copyOf(news);
    }

    /** A counter of the tables of all workers. */
    long sum(final RecordCounter counter) {
        long sum = 0;
        for (int i = 0; i < workers.size(); i++) {
            sum += workers.get(i).own().get(counter);
        }
        return sum;
    }

    /** What other nodes have recorded. */
    RecordTable peers() {
        return peers;
    }

    /** Sets the clock; one thread. */
    void tick(final long nowNs) {
        clock.set((int) TimeUnit.NANOSECONDS.toSeconds(nowNs));
    }

    /** Its second. */
    int now() {
        return clock.now();
    }

    /** No worker runs any more. */
    @Override
    public void close() {
        workers.forEach(worker -> worker.own().close());
        news.forEach(RecordRing::close);
        peers.close();
    }
}
