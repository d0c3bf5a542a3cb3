package io.guideway.ring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A pool of DPDK's mbufs. Registered threads take and give through a cache of their own. */
final class DpdkMbufPool implements MbufPool {
    private static final ShimFunction CREATE =
            ShimFunction.of("gw_pool_create", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_SHORT, JAVA_INT, ADDRESS);
    private static final ShimFunction FREE = ShimFunction.ofVoid("gw_pool_free", JAVA_LONG);
    private static final ShimFunction IN_USE = ShimFunction.of("gw_pool_in_use", JAVA_INT, JAVA_LONG);
    private static final ShimFunction MEMORY =
            ShimFunction.of("gw_pool_memory", JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT);

    private static final int LARGEST_CACHE = 256;
    private static final int ANY_SOCKET = -1;
    private static final long REGION_SIZE = 16; // struct gw_memory: address, length

    private final ControlThread control;
    private final String name;
    private final long address;
    private final int mbufs;
    private final int dataRoom;
    private final long[] regions;
    private boolean open = true;

    private DpdkMbufPool(
            final ControlThread control, final String name, final long address, final int mbufs, final int dataRoom) {
        this.control = control;
        this.name = name;
        this.address = address;
        this.mbufs = mbufs;
        this.dataRoom = dataRoom;
        regions = makeKnown(address);
    }

    static DpdkMbufPool create(final ControlThread control, final String name, final int mbufs, final int dataRoom) {
        if (mbufs < 1 || dataRoom < 1 || dataRoom > 0xFFFF - Mbuf.HEADROOM) {
            throw new IllegalArgumentException(
                    "pool %s with %d mbufs and a data room of %d octets; give at least 1 mbuf and 1 to %d octets"
                            .formatted(name, mbufs, dataRoom, 0xFFFF - Mbuf.HEADROOM));
        }
        return control.call(
                () -> new DpdkMbufPool(control, name, createNative(name, mbufs, (short) dataRoom), mbufs, dataRoom));
    }

    private static long createNative(final String name, final int mbufs, final short dataRoom) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment pool = arena.allocate(ADDRESS);
            final int cache = Math.min(LARGEST_CACHE, mbufs / 8);
            DpdkException.check(
                    CREATE.status(arena.allocateFrom(name), mbufs, cache, dataRoom, ANY_SOCKET, pool),
                    "pool %s of %d mbufs with %d octets each cannot be made"
                            .formatted(name, mbufs, Short.toUnsignedInt(dataRoom)),
                    "give EAL more memory (huge pages, or -m MEGABYTES beside --no-huge),"
                            + " or the pool fewer mbufs or another name");
            return pool.get(JAVA_LONG, 0);
        }
    }

    /** Under {@code -Dguideway.checks}: the pool's memory becomes known; says where its regions begin. */
    private static long[] makeKnown(final long pool) {
        if (!Mem.CHECKS) {
            return new long[0];
        }
        final int count = MEMORY.status(pool, MemorySegment.NULL, 0);
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment found = arena.allocate(REGION_SIZE * count, Long.BYTES);
            MEMORY.status(pool, found, count);
            final long[] starts = new long[count];
            for (int i = 0; i < count; i++) {
                starts[i] = found.get(JAVA_LONG, REGION_SIZE * i);
                KnownMemory.add(starts[i], found.get(JAVA_LONG, REGION_SIZE * i + 8));
            }
            return starts;
        }
    }

    /** Native address of the {@code struct rte_mempool}. */
    long address() {
        return address;
    }

    /** Octets for data and tailroom in each mbuf, beside the headroom. */
    int dataRoom() {
        return dataRoom;
    }

    String name() {
        return name;
    }

    @Override
    public boolean allocate(final long mbufs, final int count) {
        return ShimBursts.allocate(address, mbufs, count);
    }

    @Override
    public void free(final long mbufs, final int count) {
        ShimBursts.free(mbufs, count);
    }

    @Override
    public int inUse() {
        return (int) IN_USE.call(address);
    }

    @Override
    public int size() {
        return mbufs;
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            for (final long region : regions) {
                KnownMemory.remove(region, 1);
            }
            control.call(() -> FREE.call(address));
        }
    }
}
