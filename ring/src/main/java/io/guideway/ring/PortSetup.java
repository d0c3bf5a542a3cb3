package io.guideway.ring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** From settings to a started port: asks what the device can, refuses what it cannot, sets up, starts. Control thread. */
final class PortSetup {
    private static final ShimFunction CAPABILITIES =
            ShimFunction.of("gw_port_capabilities", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final ShimFunction CONFIGURE =
            ShimFunction.of("gw_port_configure", JAVA_INT, JAVA_SHORT, ADDRESS, JAVA_LONG);
    private static final ShimFunction START = ShimFunction.of("gw_port_start", JAVA_INT, JAVA_SHORT);

    private static final int RSS_IP_TCP_UDP = 1 | 2 | 4; // GW_RSS_IP, GW_RSS_TCP, GW_RSS_UDP
    private static final int FRAME_OVERHEAD = 14 + 4 + 4; // Ethernet, a VLAN tag, a second one

    private PortSetup() {}

    static DpdkPort open(
            final ControlThread control, final short id, final PortSettings settings, final DpdkMbufPool pool) {
        final PortCapabilities capabilities = capabilities(id);
        final String name = "port %d (%s)".formatted(Short.toUnsignedInt(id), capabilities.device());
        requirePossible(name, settings, capabilities, pool);
        final PortSettings effective = configure(name, id, settings, pool);
        DpdkException.check(START.status(id), name + " cannot be started", "DPDK's log says why");
        return new DpdkPort(control, id, effective, capabilities);
    }

    private static void requirePossible(
            final String name, final PortSettings wanted, final PortCapabilities device, final DpdkMbufPool pool) {
        requireAtMost(wanted.rxQueues(), device.maxRxQueues(), name + " has", "RX queues; use fewer workers");
        requireAtMost(wanted.txQueues(), device.maxTxQueues(), name + " has", "TX queues; use fewer workers");
        requireAtMost(wanted.mtu(), device.maxMtu(), name + " takes an MTU of", "octets at the most");
        requireAtMost(device.minMtu(), wanted.mtu(), "an MTU is too small for " + name + ":", "octets");
        requireAtMost(
                wanted.mtu() + FRAME_OVERHEAD,
                pool.dataRoom(),
                "frames for an MTU of %d do not fit the mbufs of pool %s:".formatted(wanted.mtu(), pool.name()),
                "octets of data room");
        final int key = wanted.rssKey().size();
        if (key != 0 && device.rssKeyLength() != 0 && key != device.rssKeyLength()) {
            throw new IllegalArgumentException(
                    "the RSS key has %d octets; %s takes %d".formatted(key, name, device.rssKeyLength()));
        }
    }

    private static void requireAtMost(final int value, final int limit, final String subject, final String unit) {
        if (value > limit) {
            throw new IllegalArgumentException("%s %d %s, not %d".formatted(subject, limit, unit, value));
        }
    }

    /**
     * <pre>
     * struct gw_port_capabilities
     *   0 driver 64 | 64 device 64 | 128 socket 4, max_frame 4, rss 4
     *   140 max_rx_queues 2, max_tx_queues 2, min_mtu 2, max_mtu 2, reta_size 2, rss_key_length 2
     * </pre>
     */
    private static PortCapabilities capabilities(final short id) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment at = arena.allocate(152, Long.BYTES);
            DpdkException.check(
                    CAPABILITIES.status(id, at),
                    "port %d cannot be opened".formatted(Short.toUnsignedInt(id)),
                    "name its device to EAL with --vdev or --allow, or a port that there is");
            return new PortCapabilities(
                    at.getString(0),
                    at.getString(64),
                    at.get(JAVA_INT, 128),
                    Integer.toUnsignedLong(at.get(JAVA_INT, 132)),
                    at.get(JAVA_INT, 136) != 0,
                    u16(at, 140),
                    u16(at, 142),
                    u16(at, 144),
                    u16(at, 146),
                    u16(at, 148),
                    u16(at, 150));
        }
    }

    /**
     * <pre>
     * struct gw_port_settings
     *   0 rx_queues 2, tx_queues 2, rx_descriptors 2, tx_descriptors 2, mtu 2
     *   10 promiscuous 1, rss_key_length 1, rss 4 | 16 rss_key 64
     * </pre>
     */
    private static PortSettings configure(
            final String name, final short id, final PortSettings wanted, final DpdkMbufPool pool) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment at = arena.allocate(80, Long.BYTES);
            at.set(JAVA_SHORT, 0, (short) wanted.rxQueues());
            at.set(JAVA_SHORT, 2, (short) wanted.txQueues());
            at.set(JAVA_SHORT, 4, (short) wanted.rxDescriptors());
            at.set(JAVA_SHORT, 6, (short) wanted.txDescriptors());
            at.set(JAVA_SHORT, 8, (short) wanted.mtu());
            at.set(JAVA_BYTE, 10, (byte) (wanted.promiscuous() ? 1 : 0));
            at.set(JAVA_BYTE, 11, (byte) wanted.rssKey().size());
            at.set(JAVA_INT, 12, wanted.rxQueues() > 1 ? RSS_IP_TCP_UDP : 0);
            for (int i = 0; i < wanted.rssKey().size(); i++) {
                at.set(JAVA_BYTE, 16 + i, wanted.rssKey().get(i));
            }
            DpdkException.check(
                    CONFIGURE.status(id, at, pool.address()),
                    "%s cannot be set up with %s".formatted(name, wanted),
                    "DPDK's log says why");
            return new PortSettings(
                    wanted.rxQueues(),
                    wanted.txQueues(),
                    u16(at, 4),
                    u16(at, 6),
                    wanted.mtu(),
                    wanted.promiscuous(),
                    wanted.rssKey());
        }
    }

    private static int u16(final MemorySegment at, final long offset) {
        return Short.toUnsignedInt(at.get(JAVA_SHORT, offset));
    }
}
