package io.guideway.forwarder;

import io.guideway.forward.Worker;
import io.guideway.ring.Eal;
import io.guideway.ring.EalArguments;
import io.guideway.ring.HugePages;
import io.guideway.ring.Mbuf;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Port;
import io.guideway.ring.PortSettings;
import java.util.ArrayList;
import java.util.List;

/** DPDK started, with one pool of mbufs and all ports running. Closing takes it down in the opposite order. */
final class PacketIo implements AutoCloseable {
    /** Descriptors that the ports' settings ask for, for each receive and each transmit queue. */
    private static final int DESCRIPTORS = 1024;

    /** mbufs that are neither in a queue nor spare: bursts in hand, what each thread keeps cached, and what it holds. */
    private static final int IN_HANDS = 1024 + Worker.MOST_HELD;

    /** Room for data in an mbuf, so that a packet of 1500 octets with tags and outer header is one segment. */
    private static final int DATA_ROOM = 2048;

    /** Link header, tags and outer header, beyond the MTU. */
    private static final int BEYOND_MTU = 128;

    private static final long MIB = 1 << 20;

    /** Octets of DPDK's own structures and rings, and of its allocator's slack. */
    private static final long OVERHEAD = 64 * MIB;

    /** Octets of an mbuf beside headroom and data: the structure and its header in the pool. */
    private static final int MBUF_OVERHEAD = 256;

    private final Resources open = new Resources();
    private final List<Port> ports = new ArrayList<>();
    private final MbufPool pool;
    private final int dataRoom;

    /**
     * Starts everything.
     *
     * @param arguments the operator's, for EAL
     * @param plans ports to open
     * @param queues receive and transmit queues of each port
     * @throws io.guideway.ring.DpdkException if anything fails; nothing is left open
     * @throws StartException if a device cannot have the MTU or the queues that it is to have; nothing is left open
     */
    PacketIo(final List<String> arguments, final List<PortPlan> plans, final int queues) {
        final int mbufs = plans.size() * queues * 2 * DESCRIPTORS + queues * IN_HANDS;
        dataRoom = Math.max(DATA_ROOM, mostMtu(plans) + BEYOND_MTU);
        try {
            final Eal eal = open.add(Eal.start(withMemory(arguments, mbufs, dataRoom)));
            pool = open.add(eal.createPool("guideway", mbufs, dataRoom));
            for (final PortPlan plan : plans) {
                ports.add(open.add(openPort(eal, plan, queues)));
            }
        } catch (final RuntimeException failure) {
            open.closeAfter(failure);
            throw failure;
        }
    }

    private Port openPort(final Eal eal, final PortPlan plan, final int queues) {
        try {
            return eal.openPort(plan.id(), settings(plan, queues), pool);
        } catch (final IllegalArgumentException refused) {
            // Sensible numbers, but not for this device, which nobody could know before it was there.
            throw new StartException(refused.getMessage());
        }
    }

    /** Octets of the longest frame that fits an mbuf. */
    int longestFrame() {
        return dataRoom;
    }

    private static int mostMtu(final List<PortPlan> plans) {
        return plans.stream().mapToInt(PortPlan::mtu).max().orElse(0);
    }

    private static PortSettings settings(final PortPlan plan, final int queues) {
        return PortSettings.forWorkers(queues).withMtu(plan.mtu()).withPromiscuous(plan.promiscuous());
    }

    /** Huge pages where enough of them are free, ordinary memory where not. */
    private static List<String> withMemory(final List<String> arguments, final int mbufs, final int dataRoom) {
        final long needed = OVERHEAD + (long) mbufs * (dataRoom + Mbuf.HEADROOM + MBUF_OVERHEAD);
        return arguments.contains("--no-huge") || HugePages.freeBytes() < needed
                ? EalArguments.withoutHugePages(arguments, (int) (needed / MIB) + 1)
                : arguments;
    }

    /** The ports, in the order of their plans. */
    List<Port> ports() {
        return ports;
    }

    /** Where all mbufs come from. */
    MbufPool pool() {
        return pool;
    }

    /** What the devices have counted so far. */
    DeviceCounts counts() {
        return new DeviceCounts(
                ports.stream()
                        .map(port -> new DeviceCounts.PortCount(port.id(), port.statistics()))
                        .toList(),
                pool.size(),
                pool.inUse());
    }

    @Override
    public void close() {
        open.close();
    }
}
