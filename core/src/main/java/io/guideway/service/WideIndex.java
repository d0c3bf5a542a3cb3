package io.guideway.service;

import io.guideway.packet.Prefix;
import io.guideway.packet.Transport;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the service of a packet among those that take more than one address, protocol or port: asked after {@link VipIndex} has
 * found no exact one. Off-heap, made once and never changed.
 *
 * <p>The longest VIP of an address is found by a {@link PrefixTable}. The ports of each VIP are cut into ranges, for TCP, for UDP
 * and for the rest, each of which knows its most specific service, and are found by halving. A VIP none of whose services takes the
 * port passes the packet on to the next shorter VIP around it. So what a packet takes is bounded by what the operator wrote: a
 * look for each length of VIPs that there is, and the logarithm of the ranges of ports, once for each VIP around another.
 * <pre>
 *  VIP                  octet 0 | next shorter VIP 8, 0 = none | three times: first range of ports 8, ranges 8 |
 *  range of ports       octet 0 | first port 8 | entry 8, 0 = none   |
 *  entries              as in VipIndex, two a service: the second one for packets without ports
 * </pre>
 */
final class WideIndex implements AutoCloseable {
    private static final int VIP = 64;
    private static final int MAPS = 8;
    private static final int MAP = 16;
    private static final int MAP_RANGES = 8;
    private static final int PORTS = 16;
    private static final int PORTS_ENTRY = 8;

    private static final long NO_VIP = PrefixTable.NOTHING;

    /** Whose ports a VIP has maps of, in their order; the last one is of all other protocols. */
    private static final List<Protocol> KINDS = List.of(Protocol.TCP, Protocol.UDP, Protocol.ANY);

    private final List<NativeBlock> blocks = new ArrayList<>();
    private final long entries;
    private final PrefixTable ipv4;
    private final PrefixTable ipv6;

    /**
     * What the index needs to know of a service that is not exact.
     *
     * @param index of the service in the generation
     */
    record Wide(Service service, int index) {}

    /** What writes the entry of a service. */
    @FunctionalInterface
    interface EntryWriter {
        /**
         * @param index of the service in the generation
         * @param isPortless whether it is for packets without ports
         */
        void write(long entry, int index, boolean isPortless);
    }

    /** @param wide distinct in their endpoints */
    WideIndex(final List<Wide> wide, final EntryWriter writer) {
        entries = block(2L * VipIndex.ENTRY * wide.size());
        final Map<Prefix, List<PortMap.Place>> places = new LinkedHashMap<>();
        for (int i = 0; i < wide.size(); i++) {
            final Service service = wide.get(i).service();
            writer.write(entry(i), wide.get(i).index(), false);
            writer.write(entry(i) + VipIndex.ENTRY, wide.get(i).index(), true);
            places.computeIfAbsent(service.endpoint().vip(), vip -> new ArrayList<>())
                    .add(new PortMap.Place(service.endpoint(), i));
        }
        ipv4 = vips(places, true);
        ipv6 = vips(places, false);
    }

    private long entry(final int i) {
        return entries + 2L * VipIndex.ENTRY * i;
    }

    private long block(final long octets) {
        final NativeBlock block = new NativeBlock(octets);
        blocks.add(block);
        return block.address();
    }

    private PrefixTable vips(final Map<Prefix, List<PortMap.Place>> places, final boolean isIpv4) {
        final PrefixMap map = new PrefixMap(places.keySet().stream()
                .filter(vip -> vip.address().isIpv4() == isIpv4)
                .toList());
        final long vips = writeVips(map, places);
        return new PrefixTable(map.prefixes(), index -> vip(vips, index));
    }

    /** Returns the address of the first one. */
    private long writeVips(final PrefixMap map, final Map<Prefix, List<PortMap.Place>> places) {
        final List<PortMap> ports = map.prefixes().stream()
                .flatMap(vip -> KINDS.stream()
                        .map(kind -> new PortMap(places.get(vip), taken -> taken == kind || taken == Protocol.ANY)))
                .toList();
        final long vips = block((long) VIP * map.prefixes().size());
        long ranges = block(
                PORTS * ports.stream().mapToLong(one -> one.ranges().size()).sum());
        for (int i = 0; i < map.prefixes().size(); i++) {
            final long at = vips + (long) VIP * i;
            Mem.i64(at, vip(vips, map.parent(i)));
            for (int kind = 0; kind < KINDS.size(); kind++) {
                ranges = writePorts(
                        at + MAPS + (long) MAP * kind,
                        ranges,
                        ports.get(i * KINDS.size() + kind).ranges());
            }
        }
        return vips;
    }

    private static long vip(final long vips, final int index) {
        return index == PrefixMap.NONE ? NO_VIP : vips + (long) VIP * index;
    }

    /** Returns where the next map's ranges may stand. */
    private long writePorts(final long map, final long first, final List<PortMap.Range> ranges) {
        Mem.i64(map, first);
        Mem.i64(map + MAP_RANGES, ranges.size());
        long at = first;
        for (final PortMap.Range range : ranges) {
            Mem.i64(at, range.first());
            Mem.i64(at + PORTS_ENTRY, range.place() == PortMap.NONE ? 0 : entry(range.place()));
            at += PORTS;
        }
        return at;
    }

    /**
     * The entry of the most specific service, or {@link VipIndex#NO_SERVICE} or {@link VipIndex#NOT_OURS}.
     *
     * @param key as {@link VipIndex#key} makes it; port 0 where the packet has none
     */
    long find(final long high, final long low, final int key) {
        long vip = vips(key).find(high, low);
        if (vip == NO_VIP) {
            return VipIndex.NOT_OURS;
        }
        final int port = key & 0xFFFF;
        final int map = map(key >>> 16 & 0xFF);
        for (; vip != NO_VIP; vip = Mem.i64(vip)) {
            final long entry = service(vip + MAPS + map, port);
            if (entry != 0) {
                return port == 0 ? entry + VipIndex.ENTRY : entry;
            }
        }
        return VipIndex.NO_SERVICE;
    }

    private static int map(final int protocol) {
        return switch (protocol) {
            case Transport.TCP -> 0;
            case Transport.UDP -> MAP;
            default -> 2 * MAP;
        };
    }

    /** Whether an address is in a VIP. */
    boolean contains(final long high, final long low, final int family) {
        return vips(family).find(high, low) != NO_VIP;
    }

    private PrefixTable vips(final int family) {
        return (family & VipIndex.IPV6) == 0 ? ipv4 : ipv6;
    }

    /** The entry of the service that has a port, or 0. */
    private static long service(final long map, final int port) {
        final long first = Mem.i64(map);
        int from = 0; // begins at port 0
        int end = (int) Mem.i64(map + MAP_RANGES);
        while (end - from > 1) {
            final int middle = from + end >>> 1;
            if (Mem.i64(first + (long) PORTS * middle) > port) {
                end = middle;
            } else {
                from = middle;
            }
        }
        return Mem.i64(first + (long) PORTS * from + PORTS_ENTRY);
    }

    @Override
    public void close() {
        ipv4.close();
        ipv6.close();
        blocks.forEach(NativeBlock::close);
    }
}
