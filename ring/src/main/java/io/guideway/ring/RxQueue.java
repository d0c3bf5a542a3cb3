package io.guideway.ring;

/** Where packets come from. Belongs to one worker's thread. */
public interface RxQueue {
    /**
     * Takes received packets, oldest first; never waits.
     *
     * @param mbufs native address of room for {@code count} pointers; the caller owns the mbufs written there
     * @param count most packets to take, 1 to 64
     * @return packets taken, 0 to {@code count}; there is no error to report
     */
    int poll(long mbufs, int count);
}
