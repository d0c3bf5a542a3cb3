package io.guideway.bench.forward;

import io.guideway.ring.Eal;
import io.guideway.ring.EalArguments;
import io.guideway.ring.HugePages;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Port;
import io.guideway.ring.PortSettings;
import java.util.List;

/** DPDK with one port that receives the packets of a source without end and sends into nothing. */
final class NullDevice implements AutoCloseable {
    private static final int MBUFS = 4095;

    /** Least octets of data and tailroom in an mbuf. */
    private static final int LEAST_ROOM = 256;

    /** Octets in an mbuf beyond the frame, of which a port wants 22 beyond its MTU for the link header. */
    private static final int SPARE = 64;

    private static final int LINK_HEADERS = 22;

    /** Memory for DPDK: the mbufs with their headers, and its own structures. */
    private static final int MEGABYTES = 96;

    private final PacketSource source;
    private final Eal eal;
    private final MbufPool pool;
    private final Port port;
    private final boolean hugePages;

    /**
     * @param source closed with the device
     * @param frame octets of a frame
     * @throws io.guideway.ring.DpdkException if DPDK cannot be started
     */
    NullDevice(final PacketSource source, final int frame) {
        this.source = source;
        hugePages = HugePages.freeBytes() >= (long) MEGABYTES << 20;
        eal = Eal.start(arguments(frame, hugePages));
        // No larger than need be: DPDK lets no mbuf cross an ordinary page, and where only one fits, all of them share
        // the same few sets of the first-level cache.
        final int dataRoom = Math.max(LEAST_ROOM, frame + SPARE);
        pool = eal.createPool("bench", MBUFS, dataRoom);
        port = eal.openPort(
                eal.portIds().getFirst(), PortSettings.forWorkers(1).withMtu(dataRoom - LINK_HEADERS), pool);
        source.attach(port);
    }

    private static List<String> arguments(final int frame, final boolean hugePages) {
        final List<String> plain = List.of(
                "--in-memory",
                "--no-pci",
                "--no-telemetry",
                "--log-level=lib.*:error",
                "--log-level=pmd.*:error",
                "--vdev=net_null0,size=" + frame);
        return hugePages ? plain : EalArguments.withoutHugePages(plain, MEGABYTES);
    }

    MbufPool pool() {
        return pool;
    }

    Port port() {
        return port;
    }

    /** What DPDK's memory is made of. */
    String memory() {
        return hugePages ? "huge pages" : "ordinary pages";
    }

    /**
     * A run that is over; nobody polls.
     *
     * @throws IllegalStateException if an mbuf did not come back, or there was no packet
     */
    Rate checked(final Rate rate) {
        final int missing = pool.inUse();
        if (missing != 0 || rate.packets() == 0) {
            throw new IllegalStateException(
                    "after a run of %d packets %d mbufs are missing".formatted(rate.packets(), missing));
        }
        return rate;
    }

    /** Of a run with a worker: it counted every packet, and all that it ever took it forwarded. */
    Rate checked(final String who, final Rate rate, final long counted, final long received, final long forwarded) {
        checked(rate);
        if (counted != rate.packets() || forwarded != received) {
            throw new IllegalStateException("%s took %d packets and counted %d; of all %d it forwarded %d"
                    .formatted(who, rate.packets(), counted, received, forwarded));
        }
        return rate;
    }

    @Override
    public void close() {
        eal.close();
        source.close();
    }
}
