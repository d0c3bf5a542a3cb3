package io.guideway.ring;

/** A transmit queue inside this process: what it has sent is what its ring holds. */
public final class MemoryTxQueue implements TxQueue {
    private final MemoryRing ring;

    /** Sends into {@code ring}, which someone else empties; a full ring takes nothing. */
    public MemoryTxQueue(final MemoryRing ring) {
        this.ring = ring;
    }

    @Override
    public int offer(final long mbufs, final int count) {
        return ring.put(mbufs, count);
    }
}
