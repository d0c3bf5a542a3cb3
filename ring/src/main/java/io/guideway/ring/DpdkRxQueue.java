package io.guideway.ring;

/** Hot path. A receive queue of a DPDK port. */
final class DpdkRxQueue implements RxQueue {
    private final short port;
    private final short queue;

    DpdkRxQueue(final int port, final int queue) {
        this.port = (short) port;
        this.queue = (short) queue;
    }

    @Override
    public int poll(final long mbufs, final int count) {
        return ShimBursts.receive(port, queue, mbufs, count);
    }
}
