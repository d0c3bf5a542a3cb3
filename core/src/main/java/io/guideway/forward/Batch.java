package io.guideway.forward;

import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.Prefetch;
import io.guideway.service.VipIndex;
import io.guideway.stats.CounterTable;
import java.util.Arrays;

/**
 * One burst: its mbufs, and what the stages learn about each packet, in native memory. What is told about packet {@code i}
 * holds only where the stage that finds it out has run and the verdict was then still {@link #FORWARD}. Belongs to one worker.
 */
public final class Batch implements AutoCloseable {
    /** Most packets in one burst. */
    public static final int CAPACITY = 64;

    /** As a verdict: nothing speaks against sending the packet on. */
    public static final int FORWARD = Verdict.FORWARDED.ordinal();

    /**
     * Instead of a verdict: none yet. The packet waits with the porter, comes back as another one, and is counted then. Only
     * where a worker has a {@link Hatch}.
     */
    static final int LATER = -1;

    /** As a service, slot or backend: none was found. */
    public static final int NONE = -1;

    private final NativeBlock pointers = new NativeBlock(8L * CAPACITY);
    private final NativeBlock packets = new NativeBlock((long) Packet.SIZE * CAPACITY);
    private final long first = packets.address();
    private final int[] tickets = new int[CAPACITY];
    private boolean isReleased;

    /** Packets that left for packet {@code i} beside its own mbuf. */
    private final int[] further = new int[CAPACITY];

    private boolean hasFurther;
    private int port;

    /** Native address of the mbuf pointers of the burst. */
    public final long mbufs = pointers.address();

    /** Hot path. Native address of the {@link Packet} record of packet {@code i}. */
    long packet(final int i) {
        return first + (long) i * Packet.SIZE;
    }

    /** Hot path. The mbuf of packet {@code i}. */
    long mbuf(final int i) {
        return Mem.i64(mbufs + 8L * i);
    }

    /** Hot path. Begins the next burst. */
    void begin(final int port) {
        this.port = port;
        if (hasFurther) {
            Arrays.fill(further, 0);
            hasFurther = false;
        }
    }

    /** Index of the port that the burst came by. */
    int port() {
        return port;
    }

    /** Puts another mbuf into the place of packet {@code i}'s. */
    void mbuf(final int i, final long mbuf) {
        Mem.i64(mbufs + 8L * i, mbuf);
    }

    /** Notes that {@code count} packets more left for packet {@code i}. */
    void further(final int i, final int count) {
        further[i] = count;
        hasFurther = true;
    }

    /** Packets that left for packet {@code i} after those of the burst, because it was fragmented. */
    public int further(final int i) {
        return further[i];
    }

    /** Hot path. Asks memory for the entries of the first {@code count} packets, where they may be found. */
    void prefetchEntries(final int count) {
        Prefetch.pointers(first + Packet.ENTRY, Packet.SIZE, count);
    }

    /** Hot path. Asks memory for the records of their headers. */
    void prefetchRecords(final BackendTable table, final int count) {
        Prefetch.rows(table.record(0), BackendTable.RECORD, first + Packet.RECORD, Packet.SIZE, count);
    }

    /** Hot path. Asks memory for the counters of their backends. */
    void prefetchCounters(final CounterTable backends, final int count) {
        Prefetch.rows(backends.address(), backends.rowOctets(), first + Packet.BACKEND, Packet.SIZE, count);
    }

    void ticket(final int i, final int ticket) {
        tickets[i] = ticket;
    }

    void isReleased(final boolean yes) {
        isReleased = yes;
    }

    /** Whether its packets were received before and held until now. */
    public boolean isReleased() {
        return isReleased;
    }

    /** Of a packet that is {@linkplain Verdict#HELD held} or released: the number by which it is the same, 0 to 2^31 - 1. */
    public int ticket(final int i) {
        return tickets[i];
    }

    /** Ordinal of the {@link Verdict} on packet {@code i}. */
    public int verdict(final int i) {
        return Packet.verdict(packet(i));
    }

    /** Index of its service in the generation, or {@link #NONE}; while the index is open. */
    public int service(final int i) {
        final long entry = Packet.entry(packet(i));
        return entry == Packet.NO_ENTRY ? NONE : VipIndex.service(entry);
    }

    /** The keyed hash of its flow; where there is a {@link #slot}. */
    public long hash(final int i) {
        return Packet.hash(packet(i));
    }

    /** The part of its service's clients that it is of ({@link io.guideway.service.Parts}), or {@link #NONE}; while the index is open. */
    public int part(final int i) {
        final long entry = Packet.entry(packet(i));
        return entry == Packet.NO_ENTRY ? NONE : VipIndex.part(entry);
    }

    /** The slot of its service's lookup table, or {@link #NONE}. */
    public int slot(final int i) {
        return Packet.slot(packet(i));
    }

    /** Index of its backend among all backends of the generation, or {@link #NONE}. */
    public int backend(final int i) {
        return Packet.backend(packet(i));
    }

    @Override
    public void close() {
        pointers.close();
        packets.close();
    }
}
