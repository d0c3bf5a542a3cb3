package io.guideway.service;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the service of a packet by destination address, protocol and port, and with it all that choosing a backend takes: an
 * open-addressing hash table off-heap, made once and never changed. An entry is one cache line, so a packet that finds its
 * service has missed the cache once as a rule. The table is nearly empty, so that the first look nearly always decides and
 * the branch is foretold (4 to 9 ns a packet at 100 and 1,000 services); lines that nobody looks at take no room in the cache:
 * <pre>
 *  octet 0 | address, first half  8 |
 *        8 | address, second half 8 |
 *       16 | key 4                  | service index 4     |
 *       24 | address of the lookup table 8                |
 *       32 | slots 4, 0 = no table  | first backend 4     |
 *       40 | hash fields 4          | first record 4      |
 *       48 | ranges of clients 8, 0 = all are one part    |
 *       56 | how many 4             | part 4              |
 * </pre>
 * Keys are chosen by the operator, so no stranger can lengthen a probe. Services that take more than one address, protocol or
 * port stand aside, in a {@link WideIndex}: a packet that {@link #find} finds nothing for is looked up by {@link #widen}. Any
 * thread may look things up until it is closed.
 */
public final class VipIndex implements AutoCloseable {
    /** Instead of an entry: the address is a VIP, but not with this protocol and port. */
    public static final long NO_SERVICE = -1;

    /** Instead of an entry: the address is no VIP. */
    public static final long NOT_OURS = -2;

    /** In a {@link #key}: the family. */
    public static final int IPV6 = 1 << 24;

    /** As {@link #hashFields} of an entry: both addresses and the protocol, of packets without ports. */
    public static final int THREE_TUPLE = HashFields.values().length;

    /** Octets of an entry. */
    static final int ENTRY = 64;

    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int KEY = 16;
    static final int SERVICE = 20;
    static final int TABLE = 24;
    static final int SLOTS = 32;
    static final int FIRST_BACKEND = 36;
    static final int HASH_FIELDS = 40;
    static final int FIRST_RECORD = 44;
    static final int CLIENTS = 48;
    static final int CLIENT_RANGES = 56;
    static final int PART = 60;

    /** The key of a free entry: the memory comes zeroed, and no exact service has protocol 0. */
    private static final int FREE = 0;

    /** Entries for each service, at the least. */
    private static final int SPARSE = 8;

    /** Services whose entries take 16 KiB, a third of the first-level cache. */
    private static final int MOST_CACHED = 256;

    private final NativeBlock block;
    private final long entries;
    private final int mask;
    private final boolean isLarge;
    private final AddressSet addresses;
    private final WideIndex wide;
    private final boolean isWide;
    private final List<NativeBlock> clients;

    /** Indexes {@code services} by their position in the list; they are distinct in their endpoints. */
    VipIndex(final List<Service> services, final Parts parts, final LookupTables tables, final BackendNumbers numbers) {
        final int[] exact = IntStream.range(0, services.size())
                .filter(i -> services.get(i).endpoint().isExact())
                .toArray();
        mask = capacity(exact.length * SPARSE / 2) - 1;
        isLarge = exact.length > MOST_CACHED;
        isWide = exact.length < services.size();
        block = new NativeBlock((mask + 1L) * ENTRY);
        entries = block.address();
        addresses = new AddressSet(services);
        final Entries writer = new Entries(services, parts, tables, numbers);
        for (final int i : exact) {
            writer.write(put(services.get(i)), i, false);
        }
        wide = new WideIndex(wide(services), writer);
        clients = writer.clients();
    }

    private static List<WideIndex.Wide> wide(final List<Service> services) {
        return IntStream.range(0, services.size())
                .filter(i -> !services.get(i).endpoint().isExact())
                .mapToObj(i -> new WideIndex.Wide(services.get(i), i))
                .toList();
    }

    /** Entries of a table for so many keys: a power of two, 4 at least, that they fill to a quarter or a half. */
    static int capacity(final int keys) {
        return Integer.highestOneBit(Math.max(2, keys * 2)) << 1;
    }

    private long put(final Service service) {
        final long high = service.vip().high();
        final long low = service.vip().low();
        final int key = key(!service.vip().isIpv4(), service.protocol().number(), service.port());
        long entry = first(high, low, key);
        while (Mem.i32(entry + KEY) != FREE) {
            entry = next(entry);
        }
        Mem.i64(entry + HIGH, high);
        Mem.i64(entry + LOW, low);
        Mem.i32(entry + KEY, key);
        return entry;
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
     * Hot path. The entry of the exact service for an address (as {@link io.guideway.packet.IpAddress} holds it) and a
     * {@link #key}, or {@link #NO_SERVICE} or {@link #NOT_OURS}, which are negative as no address is: it is not there as a VIP
     * without a prefix then.
     *
     * @param first where to begin, by {@link #first}
     */
    public long find(final long first, final long high, final long low, final int key) {
        for (long entry = first; ; entry = next(entry)) {
            final int found = Mem.i32(entry + KEY);
            if (found == key && Mem.i64(entry + LOW) == low && Mem.i64(entry + HIGH) == high) {
                return entry;
            }
            if (found == FREE) {
                return addresses.contains(high, low, key & IPV6) ? NO_SERVICE : NOT_OURS;
            }
        }
    }

    /**
     * What becomes of a packet that {@link #find} has found nothing for: the entry of the most specific service that takes it, or
     * {@link #NO_SERVICE} or {@link #NOT_OURS}.
     *
     * @param miss what {@link #find} has said
     * @param key port 0 where the packet has none; the entry then is one for packets without ports
     */
    public long widen(final long miss, final long high, final long low, final int key) {
        if (!isWide) {
            return miss;
        }
        final long found = wide.find(high, low, key);
        return found == NOT_OURS ? miss : found;
    }

    /**
     * The entry of the service of a packet, or {@link #NO_SERVICE} or {@link #NOT_OURS}: both steps in one, for packets off the
     * hot path.
     *
     * @param key port 0 where the packet has none, or it is not known; only services of all ports have it then
     */
    public long match(final long high, final long low, final int key) {
        final long entry = find(first(high, low, key), high, low, key);
        return entry >= 0 ? entry : widen(entry, high, low, key);
    }

    /**
     * Whether an address is a VIP, or in one.
     *
     * @param family {@link #IPV6}, or 0 for IPv4
     */
    public boolean isVip(final long high, final long low, final int family) {
        return addresses.contains(high, low, family) || wide.contains(high, low, family);
    }

    /** Whether an address is in the VIP of a service that takes more than one address, protocol or port. */
    public boolean isInWide(final long high, final long low, final int family) {
        return isWide && wide.contains(high, low, family);
    }

    /** Whether entries may well be out of the nearer caches, so that touching them before pays. */
    public boolean isLarge() {
        return isLarge;
    }

    /** Hot path. Index of the service of an entry. */
    public static int service(final long entry) {
        return Mem.i32(entry + SERVICE);
    }

    /** Hot path. Native address of the lookup table of an entry's service. */
    public static long lookupTable(final long entry) {
        return Mem.i64(entry + TABLE);
    }

    /** Hot path. Slots of the lookup table of an entry's service; 0 where no backend takes flows, or see {@link #ofClient}. */
    public static int slots(final long entry) {
        return Mem.i32(entry + SLOTS);
    }

    /** Hot path. Index of the first backend of an entry's service among all. */
    public static int firstBackend(final long entry) {
        return Mem.i32(entry + FIRST_BACKEND);
    }

    /** Hot path. Index of the record of the first backend of an entry's service in the table of headers. */
    public static int firstRecord(final long entry) {
        return Mem.i32(entry + FIRST_RECORD);
    }

    /** Hot path. Ordinal of the {@link HashFields} of an entry's service, or {@link #THREE_TUPLE}. */
    public static int hashFields(final long entry) {
        return Mem.i32(entry + HASH_FIELDS);
    }

    /** Hot path. The {@link Parts part} of an entry's service whose table the entry has. */
    public static int part(final long entry) {
        return Mem.i32(entry + PART);
    }

    /**
     * The entry of a client's part of a service. An entry that has been found has no slots where rules divide the clients, so that
     * nobody else has to ask.
     *
     * @param high first half of the client's address, as {@link io.guideway.packet.IpAddress} holds it
     * @param low second half
     * @return another entry of the same service, or {@code entry} itself where all clients are one part
     */
    public static long ofClient(final long entry, final long high, final long low) {
        final long ranges = Mem.i64(entry + CLIENTS);
        return ranges == 0 ? entry : AddressRanges.find(ranges, Mem.i32(entry + CLIENT_RANGES), high, low);
    }

    /** Native address of the first entry, for readers in C. */
    public long address() {
        return entries;
    }

    /** Entries, a power of two. */
    public int capacity() {
        return mask + 1;
    }

    /** Native address of the first entry of the set of VIPs, for readers in C. */
    public long vipSetAddress() {
        return addresses.address();
    }

    /** Entries of the set of VIPs, a power of two. */
    public int vipSetCapacity() {
        return addresses.capacity();
    }

    /** Hot path. The entry at which {@link #find} begins. */
    public long first(final long high, final long low, final int key) {
        return entry(spread(high, low, key));
    }

    private long next(final long entry) {
        return entry((int) ((entry - entries) / ENTRY) + 1);
    }

    private long entry(final int i) {
        return entries + (long) (i & mask) * ENTRY;
    }

    /** Multiplications by odd constants (the golden ratio's and two primes' bits) bring every key bit to the top. */
    static int spread(final long high, final long low, final int key) {
        final long mixed =
                (high * 0x9E37_79B9_7F4A_7C15L + low) * 0xC2B2_AE3D_27D4_EB4FL + key * 0x1656_67B1_9E37_79F9L;
        return (int) (mixed >>> 32 ^ mixed >>> 47);
    }

    @Override
    public void close() {
        block.close();
        addresses.close();
        wide.close();
        clients.forEach(NativeBlock::close);
    }
}
