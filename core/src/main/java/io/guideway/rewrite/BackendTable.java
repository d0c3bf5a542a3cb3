package io.guideway.rewrite;

import io.guideway.packet.Checksum;
import io.guideway.packet.Ethernet;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Backend;
import io.guideway.service.Headers;
import io.guideway.service.Mode;
import io.guideway.service.Service;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.agrona.collections.Int2IntHashMap;

/**
 * Everything that a packet gets on its way to a backend, prepared once: an off-heap record of one cache line for each
 * backend of each service, where {@link Headers} places it.
 * <pre>
 *  octet 0 | not used 1 | octets of a plain outer header 1, or CHOSEN | transmit queue 1 | mode 1 |
 *        4 | largest IP packet 2 | sum of the outer IPv4 header 2           |
 *        8 | Ethernet destination 6, source 6, type 2, of the choices 2     |
 *       24 | outer header 20 or 40; instead of its varying fields: zero, or more of the choices |
 * </pre>
 * Plain {@code ipip} is told by its outer header's length, plain {@code l2dsr} by 0 there; what else a service may choose stands in
 * the fields of {@link Choices}. With {@code l3dsr} the outer header is there for its destination.
 * Any thread may read until it is closed. What changes is the Ethernet destination, which is all ones where it is not known: {@link
 * #resolve}. It shares one word with the beginning of the source, which {@link #link} reads whole, and once a packet: no order of
 * reads is needed, which would cost 0.7 ns a packet.
 */
public final class BackendTable implements AutoCloseable {
    /** Octets of a record. */
    public static final int RECORD = 64;

    /** As {@link #plainOuterLength}: {@link Choices} has what is to be known. */
    public static final int CHOSEN = 0xFF;

    private static final int PLAIN_LENGTH = 1;
    private static final int PORT = 2;
    private static final int LARGEST = 4;
    private static final int SUM = 6;
    static final int LINK = 8;
    static final int OUTER = 24;

    /** Of a {@link #link}, the destination. */
    private static final long DESTINATION = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? -1L << 16 : -1L >>> 16;

    private static final int LARGEST_PACKET = 0xFFFF;

    /** Instead of a record: there is none, or no further one. */
    private static final int NONE = -1;

    private final NativeBlock block;
    private final long records;

    /** By record: the next hop's number, and the next record with the same next hop. By number: the first record. */
    private final int[] neighbours;

    private final int[] sameNeighbour;
    private final Int2IntHashMap firsts = new Int2IntHashMap(NONE);

    /**
     * Prepares the headers of all backends.
     *
     * @param route finds the way to a backend of a service
     */
    public BackendTable(final List<Service> services, final BiFunction<Service, Backend, Route> route) {
        final Headers headers = new Headers(services);
        block = new NativeBlock((long) headers.count() * RECORD);
        records = block.address();
        neighbours = new int[headers.count()];
        sameNeighbour = new int[headers.count()];
        int index = 0;
        for (final Service service : headers.owners()) {
            for (final Backend backend : service.backends()) {
                final Route way = route.apply(service, backend);
                prepare(record(index), service, backend, way);
                join(index, way.neighbour());
                index++;
            }
        }
    }

    private void join(final int index, final int neighbour) {
        neighbours[index] = neighbour;
        if (neighbour != Route.SETTLED) {
            sameNeighbour[index] = firsts.put(neighbour, index);
        }
    }

    /** Numbers of the next hops whose Ethernet addresses this table is to be told. */
    public Set<Integer> neighbours() {
        return firsts.keySet();
    }

    /** Number of the next hop of a record, or {@link Route#SETTLED}. */
    public int neighbour(final int index) {
        return neighbours[index];
    }

    /**
     * Tells the Ethernet address of a next hop, or that it is not known any more; while workers read. One thread at a time.
     *
     * @param neighbour number of the next hop; one that no record has is no matter
     * @param mac 48 bits, or {@link Route#UNRESOLVED}
     */
    public void resolve(final int neighbour, final long mac) {
        for (int index = firsts.get(neighbour); index != NONE; index = sameNeighbour[index]) {
            final long record = record(index);
            Mem.i64beRelease(record + LINK, mac << 16 | Mem.u16be(record + LINK + 6));
        }
    }

    /** Hot path. Native address of record {@code index}. */
    public long record(final int index) {
        return records + (long) index * RECORD;
    }

    /** Hot path. The Ethernet destination and the first two octets of the source, as they stand in the record. */
    static long link(final long record) {
        return Mem.i64(record + LINK);
    }

    /** Hot path. Whether a {@link #link} that was read has a destination. */
    static boolean isResolved(final long link) {
        return (link & DESTINATION) != DESTINATION;
    }

    /** Hot path. Index of the transmit queue. */
    public static int port(final long record) {
        return Mem.u8(record + PORT);
    }

    /** Hot path. Octets of the largest IP packet that may leave, outer header included. */
    public static int largestPacket(final long record) {
        return Mem.u16(record + LARGEST);
    }

    /** Copies a record to another place, where packets of any length may leave by it. Rare path. */
    public static void copyWithoutBound(final long record, final long copy) {
        Mem.copy(record, copy, RECORD);
        Mem.u16(copy + LARGEST, LARGEST_PACKET);
    }

    /** Hot path. Octets of the outer header of plain {@code ipip}, 20 or 40; 0 for plain {@code l2dsr}, else {@link #CHOSEN}. */
    public static int plainOuterLength(final long record) {
        return Mem.u8(record + PLAIN_LENGTH);
    }

    /** Octets that encapsulation puts before the IP packet, whatever the mode: 0 to 52. */
    public static int outerLength(final long record) {
        return Choices.outerLength(record);
    }

    /** Hot path. Sum over the words of the prepared outer IPv4 header, 16 bits. */
    static int outerSum(final long record) {
        return Mem.u16(record + SUM);
    }

    private static void prepare(final long record, final Service service, final Backend backend, final Route route) {
        Mem.u8(record + PORT, route.port());
        Mem.u16(record + LARGEST, Math.min(route.mtu(), LARGEST_PACKET));
        prepareLink(record + LINK, route, backend.address().isIpv4());
        if (service.mode() != Mode.L2DSR) {
            prepareOuter(record, service, backend.address(), route);
        }
        Mem.u8(record + PLAIN_LENGTH, plainOuterLength(service, backend, route));
        Choices.prepare(record, service, route, backend.address().isIpv4());
    }

    private static int plainOuterLength(final Service service, final Backend backend, final Route route) {
        if (!Choices.isPlain(service, route)) {
            return CHOSEN;
        }
        if (service.mode() == Mode.L2DSR) {
            return 0;
        }
        return backend.address().isIpv4() ? Ipv4.HEADER : Ipv6.HEADER;
    }

    private static void prepareLink(final long link, final Route route, final boolean ipv4) {
        // In this order: the first store also clears the two octets behind the destination.
        Mem.i64be(link, route.nextHopMac() << 16);
        Mem.u16be(link + 6, (int) (route.stationMac() >>> 32));
        Mem.i32be(link + 8, (int) route.stationMac());
        Mem.u16be(link + Ethernet.ADDRESSES, ipv4 ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_IPV6);
    }

    private static void prepareOuter(
            final long record, final Service service, final IpAddress backend, final Route route) {
        final int hops = service.handling().outer().hops();
        final int protocol = protocol(service);
        // Of l3dsr nothing but the destination is ever looked at.
        final IpAddress source = service.mode() == Mode.L3DSR ? backend : route.outerSource();
        if (backend.isIpv4()) {
            prepareIpv4(record + OUTER, hops, protocol, source.ipv4Bits(), backend.ipv4Bits());
            Mem.u16(record + SUM, Checksum.networkOrder(Checksum.fold(Checksum.sum(record + OUTER, Ipv4.HEADER))));
        } else {
            prepareIpv6(record + OUTER, hops, protocol, source, backend);
        }
    }

    private static int protocol(final Service service) {
        return switch (service.mode()) {
            case GRE -> Transport.GRE;
            case GUE -> Transport.UDP;
            default -> service.vip().isIpv4() ? Ipv4.PROTOCOL : Ipv6.PROTOCOL;
        };
    }

    private static void prepareIpv4(
            final long header, final int hops, final int protocol, final int source, final int destination) {
        Mem.u8(header, 4 << 4 | Ipv4.HEADER / 4);
        Mem.u8(header + Ipv4.TTL, hops);
        Mem.u8(header + Ipv4.NEXT, protocol);
        Mem.i32be(header + Ipv4.SOURCE, source);
        Mem.i32be(header + Ipv4.DESTINATION, destination);
    }

    private static void prepareIpv6(
            final long header,
            final int hops,
            final int protocol,
            final IpAddress source,
            final IpAddress destination) {
        Mem.u8(header, 6 << 4);
        Mem.u8(header + Ipv6.NEXT, protocol);
        Mem.u8(header + Ipv6.HOP_LIMIT, hops);
        putAddress(header + Ipv6.SOURCE, source);
        putAddress(header + Ipv6.DESTINATION, destination);
    }

    private static void putAddress(final long at, final IpAddress address) {
        Mem.i64be(at, address.high());
        Mem.i64be(at + 8, address.low());
    }

    @Override
    public void close() {
        block.close();
    }
}
