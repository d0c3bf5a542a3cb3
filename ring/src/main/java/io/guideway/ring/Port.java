package io.guideway.ring;

/** A port: queues that share one address on one link. Set up by one thread; each queue then belongs to one worker. */
public interface Port extends AutoCloseable {
    /** DPDK's number of the port, from 0. */
    int id();

    /** The port's Ethernet address, 48 bits in the low end. */
    long mac();

    /** Receive queue {@code queue}, from 0. */
    RxQueue rxQueue(int queue);

    /** Transmit queue {@code queue}, from 0. */
    TxQueue txQueue(int queue);

    @Override
    void close();
}
