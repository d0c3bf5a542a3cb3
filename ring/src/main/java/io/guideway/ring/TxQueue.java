package io.guideway.ring;

/** Where packets go. Belongs to one worker's thread. */
public interface TxQueue {
    /**
     * Hands packets over in their order; never waits.
     *
     * @param mbufs native address of {@code count} pointers
     * @param count packets offered, 0 to 64
     * @return packets taken, 0 to {@code count}: the first ones, now the queue's; the others remain the caller's
     */
    int offer(long mbufs, int count);
}
