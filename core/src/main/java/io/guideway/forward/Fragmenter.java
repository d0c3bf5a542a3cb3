package io.guideway.forward;

import io.guideway.packet.Checksum;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;
import io.guideway.ring.Mbuf;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * Rare path. Rewrites a packet that is too long as if it were not, and cuts what comes of it into fragments: IPv4 by RFC 791,
 * section 3.2, IPv6, which is then an outer header of ours, by RFC 8200, section 4.5. Each fragment is a copy in an mbuf of its
 * own; the first takes the packet's place in the batch, the others are {@link Surplus}. Belongs to one worker.
 */
final class Fragmenter implements AutoCloseable {
    private static final int FORWARD = Batch.FORWARD;
    private static final int TOO_BIG = Verdict.TOO_BIG.ordinal();
    private static final int NO_MBUF = Verdict.NO_MBUF.ordinal();

    private static final int FRAGMENT_HEADER = 8;
    private static final int FRAGMENT = 44;
    private static final int MORE_V6 = 1;

    /** Fragments carry multiples of this, but for the last. */
    private static final int UNIT = 8;

    private static final int NO_OPERATION = 1;
    private static final int COPIED = 0x80;

    private final Encapsulator encapsulator;
    private final Surplus surplus;
    private final MbufPool pool;
    private final int identificationStep;
    private int identification;

    /** A record of the {@link BackendTable} without its bound. */
    private final NativeBlock unbounded = new NativeBlock(BackendTable.RECORD);

    private final NativeBlock one = new NativeBlock(Long.BYTES);

    // Of the packet that is being cut.
    private long whole;
    private int linkLength;
    private int headerLength;
    private int payload;
    private int share;

    /**
     * @param worker number of this worker among {@code workers}: identifications of IPv6 as {@link Encapsulator} counts IPv4's
     */
    Fragmenter(
            final Encapsulator encapsulator,
            final Surplus surplus,
            final MbufPool pool,
            final int worker,
            final int workers) {
        this.encapsulator = encapsulator;
        this.surplus = surplus;
        this.pool = pool;
        identification = worker;
        identificationStep = workers;
    }

    /**
     * Rewrites packet {@code i} of a batch and cuts it.
     *
     * @param backend its record of the {@link BackendTable}
     * @return the ordinal of its verdict
     */
    int cut(final Batch batch, final int i, final long backend) {
        BackendTable.copyWithoutBound(backend, unbounded.address());
        final int verdict = encapsulator.writePacket(batch, i, unbounded.address());
        if (verdict != FORWARD) {
            return verdict;
        }
        whole = batch.mbuf(i);
        linkLength = Packet.linkLength(batch.packet(i));
        final long network = Mbuf.data(whole) + linkLength;
        final boolean ipv6 = Ipv6.version(network) == 6;
        measure(network, ipv6, BackendTable.largestPacket(backend));
        if (share < UNIT) {
            return TOO_BIG; // options and an MTU that leave no room: not with what configurations allow
        }
        final int count = (payload + share - 1) / share;
        if (!allocate(count)) {
            return NO_MBUF;
        }
        if (ipv6) {
            fill6(network, count);
        } else {
            fill4(network, count);
        }
        giveOut(batch, i, BackendTable.port(backend), count);
        return FORWARD;
    }

    private void measure(final long network, final boolean ipv6, final int largest) {
        headerLength = ipv6 ? Ipv6.HEADER : Ipv4.headerLength(network);
        payload = ipv6 ? Ipv6.payloadLength(network) : Ipv4.totalLength(network) - headerLength;
        share = largest - headerLength - (ipv6 ? FRAGMENT_HEADER : 0) & -UNIT;
    }

    /** The first mbuf beside, the others where they will be sent from. */
    private boolean allocate(final int count) {
        if (count - 1 > surplus.room() || !pool.allocate(one.address(), 1)) {
            return false;
        }
        if (!pool.allocate(surplus.next(), count - 1)) {
            pool.free(one.address(), 1);
            return false;
        }
        return true;
    }

    /** Hands the fragments over and gives the packet that they were cut of back. */
    private void giveOut(final Batch batch, final int i, final int port, final int count) {
        batch.mbuf(i, Mem.i64(one.address()));
        Mem.i64(one.address(), whole);
        pool.free(one.address(), 1);
        surplus.add(i, port, count - 1);
    }

    private long mbuf(final int number) {
        return Mem.i64(number == 0 ? one.address() : surplus.next() + (number - 1L) * Long.BYTES);
    }

    /** Puts link header, {@code length} octets of IP header and the payload of fragment {@code number} into its mbuf; returns where IP begins. */
    private long fill(final int number, final long header, final int length, final int room) {
        final long mbuf = mbuf(number);
        final int size = size(number);
        Mbuf.place(mbuf, Mbuf.HEADROOM, linkLength + length + room + size);
        final long frame = Mbuf.data(mbuf);
        Mem.copy(Mbuf.data(whole), frame, linkLength);
        Mem.copy(header, frame + linkLength, length);
        Mbuf.copy(whole, linkLength + headerLength + number * share, frame + linkLength + length + room, size);
        return frame + linkLength;
    }

    private int size(final int number) {
        return Math.min(share, payload - number * share);
    }

    private void fill4(final long network, final int count) {
        final int flags = Ipv4.flags(network);
        // DF may be set where IPv4 was put around a packet that nobody may cut; it is for the node itself to cut it
        // here.
        final int id = (flags & Ipv4.DONT_FRAGMENT) != 0
                ? encapsulator.nextIdentification()
                : Mem.u16be(network + Ipv4.IDENTIFICATION);
        for (int number = 0; number < count; number++) {
            final long header = fill(number, network, headerLength, 0);
            final int offset = (flags & Ipv4.OFFSET) + number * share / UNIT;
            final int more = number < count - 1 ? Ipv4.MORE_FRAGMENTS : flags & Ipv4.MORE_FRAGMENTS;
            Mem.u16be(header + Ipv4.TOTAL_LENGTH, headerLength + size(number));
            Mem.u16be(header + Ipv4.IDENTIFICATION, id);
            Mem.u16be(header + Ipv4.FLAGS, more | offset);
            if (number > 0) {
                blankOptions(header);
            }
            Checksum.write(header, headerLength);
        }
    }

    /** Options that are for the first fragment alone (RFC 791, section 3.1) are no-operations in the others: it keeps their length. */
    private void blankOptions(final long header) {
        int at = Ipv4.HEADER;
        while (at < headerLength) {
            final int option = Mem.u8(header + at);
            final int claimed = option > NO_OPERATION && at + 1 < headerLength ? Mem.u8(header + at + 1) : 1;
            final int length = Math.clamp(claimed, 1, headerLength - at);
            if ((option & COPIED) == 0 && option > NO_OPERATION) {
                for (int i = 0; i < length; i++) {
                    Mem.u8(header + at + i, NO_OPERATION);
                }
            }
            at = option == 0 ? headerLength : at + length;
        }
    }

    private void fill6(final long network, final int count) {
        identification += identificationStep;
        final int next = Ipv6.nextHeader(network);
        for (int number = 0; number < count; number++) {
            final long header = fill(number, network, Ipv6.HEADER, FRAGMENT_HEADER);
            final long fragment = header + Ipv6.HEADER;
            Mem.u16be(header + Ipv6.PAYLOAD_LENGTH, FRAGMENT_HEADER + size(number));
            Mem.u8(header + Ipv6.NEXT, FRAGMENT);
            Mem.i32be(fragment, next << 24 | number * share | (number < count - 1 ? MORE_V6 : 0));
            Mem.i32be(fragment + 4, identification);
        }
    }

    @Override
    public void close() {
        unbounded.close();
        one.close();
    }
}
