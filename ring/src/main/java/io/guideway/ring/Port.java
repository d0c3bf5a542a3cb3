package io.guideway.ring;

import java.util.Map;

/**
 * A port: queues that share one address on one link. Any thread may set it up, ask it and close it; each queue belongs to
 * one worker, and no worker uses a queue while or after the port closes.
 */
public interface Port extends AutoCloseable {
    /** DPDK's number of the port, from 0. */
    int id();

    /** The port's Ethernet address, 48 bits in the low end, the first octet on the wire highest. */
    long mac();

    /** Receive queue {@code queue}, from 0. */
    RxQueue rxQueue(int queue);

    /** Transmit queue {@code queue}, from 0. */
    TxQueue txQueue(int queue);

    /** What it was set up with, after the device's limits: descriptors may differ from what was asked for. */
    PortSettings settings();

    /** What its device can do. */
    PortCapabilities capabilities();

    /** The link's state as it was last known; does not wait. */
    LinkStatus link();

    /** The basic counters now. */
    PortStatistics statistics();

    /** All counters that the device has, by DPDK's names, in the driver's order. */
    Map<String, Long> extendedStatistics();

    /**
     * Stops the port and gives its queues' mbufs back to the pool; closing it twice does nothing. What it set on a kernel
     * interface beneath it (MTU, promiscuous mode) stays.
     */
    @Override
    void close();
}
