package io.guideway.bench.lab.traffic;

import io.guideway.ring.Port;

/**
 * The ports that frames leave and come back by, opened by {@link TrafficDpdk}. They are one where the device sends back
 * where it received.
 */
public final class TrafficPorts implements AutoCloseable {
    private final Port tx;
    private final Port rx;

    TrafficPorts(final Port tx, final Port rx) {
        this.tx = tx;
        this.rx = rx;
    }

    TrafficLinks links() {
        return new TrafficLinks(TrafficDpdk.POOL, tx.id(), rx.id());
    }

    /** Whether frames can pass on both. */
    public boolean up() {
        return tx.link().up() && rx.link().up();
    }

    /** Ethernet address that frames come from. */
    public long txStation() {
        return tx.mac();
    }

    /** Ethernet address that the device sends to. */
    public long rxStation() {
        return rx.mac();
    }

    /** Name of the driver of the sending port, such as {@code net_memif}. */
    public String driver() {
        return tx.capabilities().driver();
    }

    /** Gigabits a second of the sending port's link, as the driver has it. */
    public double gigabits() {
        return tx.link().speedMbps() / 1e3;
    }

    @Override
    public void close() {
        tx.close();
        rx.close();
    }
}
