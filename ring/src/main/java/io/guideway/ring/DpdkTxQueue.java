package io.guideway.ring;

/** Hot path. A transmit queue of a DPDK port. */
final class DpdkTxQueue implements TxQueue {
    private final short port;
    private final short queue;

    DpdkTxQueue(final int port, final int queue) {
        this.port = (short) port;
        this.queue = (short) queue;
    }

    @Override
    public int offer(final long mbufs, final int count) {
        return ShimBursts.send(port, queue, mbufs, count);
    }
}
