package io.guideway.ring;

import java.util.concurrent.atomic.AtomicLong;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * A zeroed block of native memory that lives until it is closed; read and written through {@link Mem}. Large ones stand in
 * huge pages where the kernel has them. Any thread may create and close it; who closes it makes sure that nobody reads it
 * any more. Not a shared {@code Arena}: closing one is a handshake with every thread of the JVM, so that each table retired
 * would stop all workers for a moment.
 */
public final class NativeBlock implements AutoCloseable {
    /** Blocks begin on a cache line, so that columns of power-of-two width never straddle one. */
    public static final int ALIGNMENT = 64;

    private static final AtomicLong LIVE_BLOCKS = new AtomicLong();
    private static final AtomicLong LIVE_OCTETS = new AtomicLong();

    private final long address;
    private final long size;
    private final Runnable free;
    private boolean open = true;

    /**
     * @param size octets, at least 0
     * @throws IllegalArgumentException if the size is negative
     * @throws OutOfMemoryError if there is not so much
     */
    public NativeBlock(final long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a block of %d octets; give 0 or more".formatted(size));
        }
        this.size = size;
        if (size >= PageMapping.HUGE_PAGE) {
            final PageMapping mapping = new PageMapping(size);
            address = mapping.address();
            free = mapping::unmap;
        } else {
            // One octet at the least: an empty block still needs an address of its own.
            final long allocated = UnsafeApi.allocateMemory(Math.max(size, 1) + ALIGNMENT - 1);
            address = BitUtil.align(allocated, ALIGNMENT);
            UnsafeApi.setMemory(address, size, (byte) 0);
            free = () -> UnsafeApi.freeMemory(allocated);
        }
        KnownMemory.add(address, size);
        LIVE_BLOCKS.incrementAndGet();
        LIVE_OCTETS.addAndGet(size);
    }

    /** Native address of the first octet, a multiple of {@link #ALIGNMENT}. */
    public long address() {
        return address;
    }

    /** Octets that may be used. */
    public long size() {
        return size;
    }

    /** Blocks of this process that are not closed. */
    public static long liveBlocks() {
        return LIVE_BLOCKS.get();
    }

    /** Octets of those. */
    public static long liveOctets() {
        return LIVE_OCTETS.get();
    }

    /** Gives the memory back; closing it twice does nothing. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            KnownMemory.remove(address, size);
            LIVE_BLOCKS.decrementAndGet();
            LIVE_OCTETS.addAndGet(-size);
            free.run();
        }
    }
}
