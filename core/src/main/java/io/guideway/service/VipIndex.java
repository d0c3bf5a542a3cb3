package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.List;

/**
 * Finds the service of a packet by destination address, protocol and port: an open-addressing hash table off-heap, at most
 * half full, made once and never changed. Entries are 32 octets, so that none straddles a cache line:
 * <pre>
 *  octet 0 | address, first half  8 |
 *        8 | address, second half 8 |
 *       16 | key 4               | service index 4     |
 *       24 | not used 8             |
 * </pre>
 * An address that is a VIP also has an entry under protocol and port 0, which tells "no service here" from "not ours". Keys are chosen
 * by the operator, so no stranger can lengthen a probe. Any thread may look things up until it is closed.
 */
public final class VipIndex implements AutoCloseable {
    /** Instead of a service: the address is a VIP, but not with this protocol and port. */
    public static final int NO_SERVICE = -1;

    /** Instead of a service: the address is no VIP. */
    public static final int NOT_OURS = -2;

    private static final int ENTRY = 32;
    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int KEY = 16;
    private static final int SERVICE = 20;

    /** Marks a free entry: no key looks like this, since protocols have 8 bits. */
    private static final int FREE = -1;

    /** In a {@link #key}: the family. Alone, it is the key of the VIP itself. */
    public static final int IPV6 = 1 << 24;

    private final NativeBlock block;
    private final long entries;
    private final int mask;

    /** Indexes {@code services} by their position in the list; they are distinct in VIP, protocol and port. */
    public VipIndex(final List<Service> services) {
        final int capacity = Integer.highestOneBit(Math.max(4, services.size() * 4)) << 1;
        mask = capacity - 1;
        block = new NativeBlock((long) capacity * ENTRY);
        entries = block.address();
        for (int i = 0; i < capacity; i++) {
            Mem.i32(entries + (long) i * ENTRY + KEY, FREE);
        }
        for (int i = 0; i < services.size(); i++) {
            final Service service = services.get(i);
            final boolean ipv6 = !service.vip().isIpv4();
            put(service.vip(), key(ipv6, service.protocol().number(), service.port()), i);
            put(service.vip(), key(ipv6, 0, 0), NO_SERVICE);
        }
    }

    /**
     * The key of a packet.
     *
     * @param ipv6 an IPv6 packet: one for {@code ::ffff:a.b.c.d} is not for the IPv4 address a.b.c.d
     * @param protocol number, 1 to 255
     * @param port destination port
     */
    public static int key(final boolean ipv6, final int protocol, final int port) {
        return (ipv6 ? IPV6 : 0) | protocol << 16 | port;
    }

    /**
     * Hot path. The index of the service for an address (as {@link IpAddress} holds it) and a {@link #key}, or
     * {@link #NO_SERVICE} or {@link #NOT_OURS}.
     */
    public int find(final long high, final long low, final int key) {
        final int service = probe(high, low, key);
        return service >= 0 ? service : probe(high, low, key & IPV6);
    }

    /** Native address of the first entry, for readers in C. */
    public long address() {
        return entries;
    }

    /** Entries, a power of two. */
    public int capacity() {
        return mask + 1;
    }

    private int probe(final long high, final long low, final int key) {
        for (int i = spread(high, low, key); ; i++) {
            final long entry = entries + (long) (i & mask) * ENTRY;
            final int found = Mem.i32(entry + KEY);
            if (found == key && Mem.i64(entry + LOW) == low && Mem.i64(entry + HIGH) == high) {
                return Mem.i32(entry + SERVICE);
            }
            if (found == FREE) {
                return NOT_OURS;
            }
        }
    }

    private void put(final IpAddress address, final int key, final int service) {
        int i = spread(address.high(), address.low(), key);
        while (Mem.i32(entry(i) + KEY) != FREE && !holds(entry(i), address, key)) {
            i++;
        }
        Mem.i64(entry(i) + HIGH, address.high());
        Mem.i64(entry(i) + LOW, address.low());
        Mem.i32(entry(i) + KEY, key);
        Mem.i32(entry(i) + SERVICE, service);
    }

    private long entry(final int i) {
        return entries + (long) (i & mask) * ENTRY;
    }

    private static boolean holds(final long entry, final IpAddress address, final int key) {
        return Mem.i32(entry + KEY) == key
                && Mem.i64(entry + LOW) == address.low()
                && Mem.i64(entry + HIGH) == address.high();
    }

    /** Multiplications by odd constants (the golden ratio's and two primes' bits) bring every key bit to the top. */
    private static int spread(final long high, final long low, final int key) {
        final long mixed =
                (high * 0x9E37_79B9_7F4A_7C15L + low) * 0xC2B2_AE3D_27D4_EB4FL + key * 0x1656_67B1_9E37_79F9L;
        return (int) (mixed >>> 32 ^ mixed >>> 47);
    }

    @Override
    public void close() {
        block.close();
    }
}
