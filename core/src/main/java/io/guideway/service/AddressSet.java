package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.List;

/**
 * Which addresses are VIPs by themselves, not as part of a prefix: an open-addressing hash table off-heap, at most half full, made once and never changed. Asked
 * only about packets that no service is for. Entries are 32 octets:
 * <pre>
 *  octet 0 | address, first half  8 |
 *        8 | address, second half 8 |
 *       16 | family 4               | not used 12         |
 * </pre>
 * Any thread may look things up until it is closed.
 */
final class AddressSet implements AutoCloseable {
    private static final int ENTRY = 32;
    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int FAMILY = 16;
    private static final int FREE = -1;

    private final NativeBlock block;
    private final long entries;
    private final int mask;

    /** The VIPs of all services that have one address. */
    AddressSet(final List<Service> services) {
        final List<IpAddress> addresses = services.stream()
                .filter(service -> service.endpoint().isSingleAddress())
                .map(Service::vip)
                .distinct()
                .toList();
        mask = VipIndex.capacity(addresses.size()) - 1;
        block = new NativeBlock((mask + 1L) * ENTRY);
        entries = block.address();
        for (int i = 0; i <= mask; i++) {
            Mem.i32(entry(i) + FAMILY, FREE);
        }
        addresses.forEach(this::add);
    }

    private void add(final IpAddress address) {
        final int family = VipIndex.key(!address.isIpv4(), 0, 0);
        int i = VipIndex.spread(address.high(), address.low(), family);
        while (Mem.i32(entry(i) + FAMILY) != FREE) {
            i++;
        }
        Mem.i64(entry(i) + HIGH, address.high());
        Mem.i64(entry(i) + LOW, address.low());
        Mem.i32(entry(i) + FAMILY, family);
    }

    /**
     * Whether an address is a VIP.
     *
     * @param family {@link VipIndex#IPV6}, or 0 for IPv4
     */
    boolean contains(final long high, final long low, final int family) {
        for (int i = VipIndex.spread(high, low, family); ; i++) {
            final long entry = entry(i);
            final int found = Mem.i32(entry + FAMILY);
            if (found == family && Mem.i64(entry + LOW) == low && Mem.i64(entry + HIGH) == high) {
                return true;
            }
            if (found == FREE) {
                return false;
            }
        }
    }

    private long entry(final int i) {
        return entries + (long) (i & mask) * ENTRY;
    }

    /** Native address of the first entry. */
    long address() {
        return entries;
    }

    /** Entries, a power of two. */
    int capacity() {
        return mask + 1;
    }

    @Override
    public void close() {
        block.close();
    }
}
