package io.guideway.forward;

import io.guideway.ring.Mem;
import io.guideway.service.VipIndex;

/**
 * Hot path. What the stages know about one packet of a burst: a record of one cache line in native memory, seen in place at
 * its address. A stage fills the fields that it is there for.
 * <pre>
 *  octet 0 | entry of the service 8                  |
 *        8 | IP header 8                             |
 *       16 | transport header 8                      |
 *       24 | hash of the flow 8                      |
 *       32 | verdict 4          | frame's length 4   |
 *       40 | link's length 4    | IP length 4        |
 *       48 | kind 4             | record 4           |
 *       56 | slot 4             | backend 4          |
 * </pre>
 * In the near cache from the first stop to the last; nothing here has to prove an index, as arrays on the heap would.
 */
final class Packet {
    /** Octets of a record. */
    static final int SIZE = 64;

    /** In {@link #kind}: a fragment, of which the transport header may be missing. No key of the index has this bit. */
    static final int FRAGMENT = 1 << 25;

    /** As an {@link #entry}: no service was found. */
    static final long NO_ENTRY = 0;

    static final int ENTRY = 0;
    private static final int NETWORK = 8;
    private static final int TRANSPORT = 16;
    private static final int HASH = 24;
    private static final int VERDICT = 32;
    private static final int LENGTH = 36;
    private static final int LINK_LENGTH = 40;
    private static final int NETWORK_LENGTH = 44;
    private static final int KIND = 48;
    static final int RECORD = 52;
    private static final int SLOT = 56;
    static final int BACKEND = 60;

    /** Slot and backend, side by side: {@link Batch#NONE} twice, by one store. */
    private static final long NEITHER = -1;

    private Packet() {}

    /** Begins a record: of this packet nothing is known. The parser or the classifier gives it its entry in any case. */
    static void begin(final long packet) {
        Mem.i32(packet + VERDICT, Batch.FORWARD);
        Mem.i64(packet + SLOT, NEITHER);
    }

    /** What the parser found out: this packet goes no further. */
    static void refuse(final long packet, final int verdict) {
        Mem.i32(packet + VERDICT, verdict);
        Mem.i64(packet + ENTRY, NO_ENTRY);
    }

    /** Gives a packet the service and the backend, and all that led to them, of another one. */
    static void follow(final long packet, final long other) {
        entry(packet, entry(other));
        hash(packet, hash(other));
        slot(packet, slot(other));
        backend(packet, backend(other));
        record(packet, record(other));
    }

    /** Ordinal of the {@link io.guideway.packet.Verdict} so far. */
    static int verdict(final long packet) {
        return Mem.i32(packet + VERDICT);
    }

    static void verdict(final long packet, final int verdict) {
        Mem.i32(packet + VERDICT, verdict);
    }

    /** Octets of the frame as received. */
    static int length(final long packet) {
        return Mem.i32(packet + LENGTH);
    }

    static void length(final long packet, final int length) {
        Mem.i32(packet + LENGTH, length);
    }

    /** Octets of the link header, tags included. */
    static int linkLength(final long packet) {
        return Mem.i32(packet + LINK_LENGTH);
    }

    static void linkLength(final long packet, final int length) {
        Mem.i32(packet + LINK_LENGTH, length);
    }

    /** Native address of the IP header. */
    static long network(final long packet) {
        return Mem.i64(packet + NETWORK);
    }

    static void network(final long packet, final long header) {
        Mem.i64(packet + NETWORK, header);
    }

    /** Octets of the IP packet, header included. */
    static int networkLength(final long packet) {
        return Mem.i32(packet + NETWORK_LENGTH);
    }

    static void networkLength(final long packet, final int length) {
        Mem.i32(packet + NETWORK_LENGTH, length);
    }

    /**
     * What it is, in the shape of the {@link VipIndex#key} that it is looked up by: family, protocol, destination port (0
     * where the protocol has none, or in a fragment), and {@link #FRAGMENT}.
     */
    static int kind(final long packet) {
        return Mem.i32(packet + KIND);
    }

    static boolean isIpv6(final long packet) {
        return (kind(packet) & VipIndex.IPV6) != 0;
    }

    /** IP protocol number. */
    static int protocol(final int kind) {
        return kind >>> 16 & 0xFF;
    }

    static void kind(final long packet, final int kind) {
        Mem.i32(packet + KIND, kind);
    }

    /** Native address of the TCP or UDP header. */
    static long transport(final long packet) {
        return Mem.i64(packet + TRANSPORT);
    }

    static void transport(final long packet, final long header) {
        Mem.i64(packet + TRANSPORT, header);
    }

    /** Entry of the service in the {@link VipIndex}, or {@link #NO_ENTRY}. */
    static long entry(final long packet) {
        return Mem.i64(packet + ENTRY);
    }

    static void entry(final long packet, final long entry) {
        Mem.i64(packet + ENTRY, entry);
    }

    /** The keyed hash of the flow. */
    static long hash(final long packet) {
        return Mem.i64(packet + HASH);
    }

    static void hash(final long packet, final long hash) {
        Mem.i64(packet + HASH, hash);
    }

    /** The slot of the service's lookup table that the flow's hash chose. */
    static int slot(final long packet) {
        return Mem.i32(packet + SLOT);
    }

    static void slot(final long packet, final int slot) {
        Mem.i32(packet + SLOT, slot);
    }

    /** Index of the backend among all backends of the generation. */
    static int backend(final long packet) {
        return Mem.i32(packet + BACKEND);
    }

    static void backend(final long packet, final int backend) {
        Mem.i32(packet + BACKEND, backend);
    }

    /**
     * Index of the backend's headers in the {@link io.guideway.rewrite.BackendTable}; of an answer, the index of the port that it
     * leaves by.
     */
    static int record(final long packet) {
        return Mem.i32(packet + RECORD);
    }

    static void record(final long packet, final int record) {
        Mem.i32(packet + RECORD, record);
    }
}
