package io.guideway.bench.flood;

import io.guideway.flow.RecordCounter;
import io.guideway.forwarder.FloodNode;
import io.guideway.service.FlowTracking;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.collections.IntArrayList;

/**
 * What became of honest connections and of the record table under one flood.
 *
 * @param floodPackets given to the node
 * @param honestPackets given to it, from the first on
 * @param lost of these, that came to no backend
 * @param astray established connections of which a packet came to another backend than the first one's
 * @param newConnections begun since the change
 * @param newAstray of these
 * @param mostRecords that were there at once, of what was looked at
 * @param places of the record table
 * @param records as counted at the end of the flood
 * @param nsQuiet what a packet costs without the flood: the median of bursts of 32
 * @param nsFlood and with it, the flood's own packets included
 */
record Flood(
        Kind kind,
        FlowTracking.Scope scope,
        long floodPackets,
        long honestPackets,
        long lost,
        int established,
        int astray,
        int newConnections,
        int newAstray,
        long mostRecords,
        int places,
        Map<RecordCounter, Long> records,
        double nsQuiet,
        double nsFlood) {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int PAIRS = 4;
    private static final int NEW_A_MS = 2;
    private static final int SPLITS = 3;

    /** The first pair of phases is not timed: the code is compiled meanwhile. */
    private static final int TIMED_FROM = 1;

    /**
     * How it is done. Time is the node's, not ours.
     *
     * @param packets of each flood
     * @param packetsAMs of the flood in a millisecond
     * @param established connections
     * @param records places of the record table
     */
    record Plan(long packets, int packetsAMs, int established, int records) {
        int phaseMs() {
            return Math.toIntExact(Math.max(1, packets / packetsAMs / PAIRS));
        }
    }

    /** One run. */
    private static final class Run implements AutoCloseable {
        final Kind kind;
        final Plan plan;
        final HonestFlows honest = new HonestFlows();
        final FloodFrames frames = new FloodFrames();
        final FloodNode node;
        final Histogram quiet = new Histogram(SPLITS);
        final Histogram flooded = new Histogram(SPLITS);
        final Histogram untimed = new Histogram(SPLITS);
        long floodPackets;
        long mostRecords;

        Run(final Kind kind, final FlowTracking.Scope scope, final Plan plan) {
            this.kind = kind;
            this.plan = plan;
            node = new FloodNode(scope, plan.records, honest::arrive);
        }

        /** Connections begin, some backends drain, and each connection sends twice: those that have to move are recorded. */
        void establish() {
            for (int i = 0; i < plan.established; i++) {
                honest.begin();
            }
            honest.sendAll(node);
            honest.sendAll(node);
            node.pass(MS);
            node.change();
            honest.sendAll(node);
            honest.sendAll(node);
            honest.establish();
        }

        void phases() {
            for (int i = 0; i < PAIRS; i++) {
                phase(0, i < TIMED_FROM ? untimed : quiet);
                phase(plan.packetsAMs, i < TIMED_FROM ? untimed : flooded);
            }
        }

        private void phase(final int packetsAMs, final Histogram times) {
            for (int i = 0; i < plan.phaseMs(); i++) {
                millisecond(packetsAMs);
                mostRecords = Math.max(mostRecords, present());
            }
            node.flush();
            node.takeTimes(times);
        }

        private long present() {
            return node.records(RecordCounter.EMBRYONIC) + node.records(RecordCounter.CONFIRMED);
        }

        /** Honest packets stand evenly between those of the flood. */
        private void millisecond(final int packets) {
            node.pass(MS);
            final IntArrayList due = honest.nextMs();
            for (int i = 0; i < NEW_A_MS; i++) {
                due.addInt(honest.begin());
            }
            for (int i = 0; i < due.size(); i++) {
                flood(share(packets, i + 1, due.size()) - share(packets, i, due.size()));
                honest.sendAndPlan(due.getInt(i), node);
            }
            due.clear();
        }

        private static int share(final int packets, final int part, final int parts) {
            return (int) ((long) packets * part / parts);
        }

        private void flood(final int packets) {
            for (int i = 0; i < packets; i++) {
                node.give(kind.packet(frames, floodPackets));
                floodPackets++;
            }
        }

        /**
         * What was before the change loses its word: from here on only records keep flows where they are. Connections in the
         * middle of their handshake go by their slots, whose owners got their first packets.
         */
        void retire() {
            for (int i = 0; i < 2; i++) {
                node.pass(TimeUnit.SECONDS.toNanos(FloodNode.DRAIN + 1L));
                honest.sendAll(node);
            }
        }

        Map<RecordCounter, Long> records() {
            final Map<RecordCounter, Long> counts = new EnumMap<>(RecordCounter.class);
            for (final RecordCounter counter : RecordCounter.values()) {
                counts.put(counter, node.records(counter));
            }
            return counts;
        }

        @Override
        public void close() {
            node.close();
        }
    }

    static Flood of(final Kind kind, final FlowTracking.Scope scope, final Plan plan) {
        try (Run run = new Run(kind, scope, plan)) {
            run.establish();
            run.phases();
            final Map<RecordCounter, Long> records = run.records();
            run.retire();
            return new Flood(
                    kind,
                    scope,
                    run.floodPackets,
                    run.honest.sent(),
                    run.honest.lost(),
                    run.honest.established(),
                    run.honest.establishedAstray(),
                    run.honest.begun(),
                    run.honest.newAstray(),
                    run.mostRecords,
                    run.node.places(),
                    records,
                    nsAPacket(run.quiet),
                    nsAPacket(run.flooded));
        }
    }

    private static double nsAPacket(final Histogram bursts) {
        return bursts.getValueAtPercentile(50) / (double) FloodNode.BURST;
    }

    String scopeText() {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    /** Whether no connection that was there suffered, and the table kept its bounds. */
    boolean isHarmless() {
        return astray == 0 && lost == 0 && mostRecords <= places;
    }
}
