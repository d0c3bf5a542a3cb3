package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.List;

/**
 * Which exact service has a VIP and protocol for itself, so that a packet without ports can be for no other: an open-addressing hash
 * table off-heap, at most half full, made once and never changed. Entries are 32 octets:
 * <pre>
 *  octet 0 | address, first half  8 |
 *        8 | address, second half 8 |
 *       16 | family and protocol 4, 0 = free | port 4, or {@link #MANY} | not used 8 |
 * </pre>
 * Any thread may look things up until it is closed.
 */
public final class SoleServices implements AutoCloseable {
    /** Instead of a port: no service has this VIP and protocol. */
    public static final int NONE = -1;

    /** Instead of a port: several services have. */
    public static final int MANY = -2;

    private static final int ENTRY = 32;
    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int KEY = 16;
    private static final int PORT = 20;
    private static final int FREE = 0;

    private final NativeBlock block;
    private final long entries;
    private final int mask;

    SoleServices(final List<Service> services) {
        mask = VipIndex.capacity(services.size()) - 1;
        block = new NativeBlock((mask + 1L) * ENTRY);
        entries = block.address();
        services.stream().filter(service -> service.endpoint().isExact()).forEach(this::add);
    }

    private void add(final Service service) {
        final IpAddress vip = service.vip();
        final int key = VipIndex.key(!vip.isIpv4(), service.protocol().number(), 0);
        final long entry = entry(vip.high(), vip.low(), key);
        Mem.i32(entry + PORT, Mem.i32(entry + KEY) == FREE ? service.port() : MANY);
        Mem.i32(entry + KEY, key);
        Mem.i64(entry + HIGH, vip.high());
        Mem.i64(entry + LOW, vip.low());
    }

    /**
     * The port of the only service of an address and protocol, or {@link #NONE} or {@link #MANY}.
     *
     * @param key {@link VipIndex#key} with port 0
     */
    public int port(final long high, final long low, final int key) {
        final long entry = entry(high, low, key);
        return Mem.i32(entry + KEY) == FREE ? NONE : Mem.i32(entry + PORT);
    }

    /** Where an address and protocol stand, or would. */
    private long entry(final long high, final long low, final int key) {
        for (int i = VipIndex.spread(high, low, key); ; i++) {
            final long entry = entries + (long) (i & mask) * ENTRY;
            final int found = Mem.i32(entry + KEY);
            if (found == FREE || found == key && Mem.i64(entry + LOW) == low && Mem.i64(entry + HIGH) == high) {
                return entry;
            }
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
