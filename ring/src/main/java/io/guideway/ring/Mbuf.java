package io.guideway.ring;

/**
 * Hot path. A packet buffer seen in place: every method takes the native address of a {@code struct rte_mbuf}. Fields are
 * read exactly as wide as drivers write them, so that a load is served from the store buffer. One worker owns an mbuf at
 * a time.
 */
public final class Mbuf {
    private static final MbufLayout LAYOUT = MbufLayout.current();
    private static final int BUF_ADDR = LAYOUT.bufAddr();
    private static final int DATA_OFF = LAYOUT.dataOff();
    private static final int NB_SEGS = LAYOUT.nbSegs();
    private static final int OL_FLAGS = LAYOUT.olFlags();
    private static final int PKT_LEN = LAYOUT.pktLen();
    private static final int DATA_LEN = LAYOUT.dataLen();
    private static final int BUF_LEN = LAYOUT.bufLen();
    private static final int NEXT = LAYOUT.next();

    /** Octets that DPDK leaves free before the data of a fresh mbuf (RTE_PKTMBUF_HEADROOM, 128 as a rule). */
    public static final int HEADROOM = LAYOUT.headroom();

    /** Octets of the structure itself. */
    static final int SIZE = LAYOUT.size();

    private Mbuf() {}

    /** Native address of the packet's first octet. */
    public static long data(final long mbuf) {
        return Mem.i64(mbuf + BUF_ADDR) + Mem.u16(mbuf + DATA_OFF);
    }

    /** Octets of the first segment: what may be read at {@link #data}. */
    public static int dataLength(final long mbuf) {
        return Mem.u16(mbuf + DATA_LEN);
    }

    /** Octets of the whole packet, all segments. */
    public static int packetLength(final long mbuf) {
        return Mem.i32(mbuf + PKT_LEN);
    }

    /** Segments of the packet, 1 or more. */
    public static int segments(final long mbuf) {
        return Mem.u16(mbuf + NB_SEGS);
    }

    /** Free octets before the data. */
    public static int headroom(final long mbuf) {
        return Mem.u16(mbuf + DATA_OFF);
    }

    /** Moves the start of the data {@code length} octets forward into the headroom, which the caller has seen to suffice. */
    public static void prepend(final long mbuf, final int length) {
        Mem.u16(mbuf + DATA_OFF, Mem.u16(mbuf + DATA_OFF) - length);
        Mem.u16(mbuf + DATA_LEN, Mem.u16(mbuf + DATA_LEN) + length);
        Mem.i32(mbuf + PKT_LEN, Mem.i32(mbuf + PKT_LEN) + length);
    }

    /** Takes {@code length} octets off the front of the first segment, which has more. */
    public static void strip(final long mbuf, final int length) {
        prepend(mbuf, -length);
    }

    /** Cuts a packet of one segment to its first {@code length} octets. */
    public static void truncate(final long mbuf, final int length) {
        Mem.u16(mbuf + DATA_LEN, length);
        Mem.i32(mbuf + PKT_LEN, length);
    }

    /** Makes an mbuf of process memory: one segment, no flags, {@code length} octets of data at {@code offset}. */
    static void init(final long mbuf, final long buffer, final int bufferLength, final int offset, final int length) {
        Mem.i64(mbuf + BUF_ADDR, buffer);
        Mem.u16(mbuf + BUF_LEN, bufferLength);
        Mem.u16(mbuf + NB_SEGS, 1);
        Mem.i64(mbuf + OL_FLAGS, 0);
        Mem.i64(mbuf + NEXT, 0);
        place(mbuf, offset, length);
    }

    /** Says where in the buffer of an mbuf of one segment the data lies. */
    public static void place(final long mbuf, final int offset, final int length) {
        Mem.u16(mbuf + DATA_OFF, offset);
        truncate(mbuf, length);
    }

    /** Octets of the buffer of the first segment: headroom, data and tailroom. */
    public static int bufferLength(final long mbuf) {
        return Mem.u16(mbuf + BUF_LEN);
    }

    /** The mbuf with the packet's next segment; 0 after the last one. Drivers read it, the packet path does not. */
    public static long next(final long mbuf) {
        return Mem.i64(mbuf + NEXT);
    }

    /**
     * Cuts all segments but the first one off a packet. Rare path.
     *
     * @return the second segment with those behind it, which is a packet to give back; 0 where there is none
     */
    public static long detach(final long mbuf) {
        final long rest = next(mbuf);
        if (rest != 0) {
            Mem.u16(rest + NB_SEGS, segments(mbuf) - 1);
            Mem.i32(rest + PKT_LEN, packetLength(mbuf) - dataLength(mbuf));
            Mem.i64(mbuf + NEXT, 0);
            Mem.u16(mbuf + NB_SEGS, 1);
            Mem.i32(mbuf + PKT_LEN, dataLength(mbuf));
        }
        return rest;
    }

    /**
     * Copies octets of a packet, whatever segments they stand in. Rare path.
     *
     * @param from octets of the packet before them
     * @param length with {@code from} no more than the packet has
     */
    public static void copy(final long mbuf, final int from, final long to, final int length) {
        long segment = mbuf;
        int skipped = from;
        for (int copied = 0; copied < length; segment = next(segment)) {
            final int there = dataLength(segment) - skipped;
            final int piece = Math.min(Math.max(there, 0), length - copied);
            if (piece > 0) {
                Mem.copy(data(segment) + skipped, to + copied, piece);
                copied += piece;
            }
            skipped = Math.max(-there, 0);
        }
    }

    /** Makes {@code last}, an mbuf of one segment, the second segment of the packet in {@code first}, which has one yet. */
    static void append(final long first, final long last) {
        Mem.i64(first + NEXT, last);
        Mem.u16(first + NB_SEGS, 2);
        Mem.i32(first + PKT_LEN, Mem.i32(first + PKT_LEN) + dataLength(last));
    }
}
