package io.guideway.ring;

/** A receive queue inside this process: what its ring holds is what has been received. */
public final class MemoryRxQueue implements RxQueue {
    private final MemoryRing ring;

    /** Receives from {@code ring}, which someone else fills. */
    public MemoryRxQueue(final MemoryRing ring) {
        this.ring = ring;
    }

    @Override
    public int poll(final long mbufs, final int count) {
        return ring.take(mbufs, count);
    }
}
