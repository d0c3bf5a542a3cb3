package io.guideway.ring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/** A DPDK port that is set up and started. Whatever is asked of it, the control thread asks DPDK. */
final class DpdkPort implements Port {
    private static final ShimFunction STOP = ShimFunction.of("gw_port_stop", JAVA_INT, JAVA_SHORT);
    private static final ShimFunction CLOSE = ShimFunction.of("gw_port_close", JAVA_INT, JAVA_SHORT);
    private static final ShimFunction MAC = ShimFunction.of("gw_port_mac", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final ShimFunction LINK = ShimFunction.of("gw_port_link", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final ShimFunction STATS = ShimFunction.of("gw_port_stats", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final ShimFunction XSTATS =
            ShimFunction.of("gw_port_xstats", JAVA_INT, JAVA_SHORT, ADDRESS, JAVA_INT);

    private static final long LINK_SIZE = 8; // struct gw_port_link: speed 4, up 1, full duplex 1
    private static final long STATS_SIZE = 64; // struct gw_port_stats: eight counters
    private static final long XSTAT_NAME = 64; // struct gw_port_xstat: name, then the value
    private static final long XSTAT_SIZE = XSTAT_NAME + 8;

    private final ControlThread control;
    private final short id;
    private final PortSettings settings;
    private final PortCapabilities capabilities;
    private final long mac;
    private boolean open = true;

    /** A port that {@link PortSetup} has started; on the control thread. */
    DpdkPort(
            final ControlThread control,
            final short id,
            final PortSettings settings,
            final PortCapabilities capabilities) {
        this.control = control;
        this.id = id;
        this.settings = settings;
        this.capabilities = capabilities;
        this.mac = readMac();
    }

    @Override
    public int id() {
        return Short.toUnsignedInt(id);
    }

    @Override
    public long mac() {
        return mac;
    }

    @Override
    public RxQueue rxQueue(final int queue) {
        requireQueue("RX", queue, settings.rxQueues());
        return new DpdkRxQueue(id, queue);
    }

    @Override
    public TxQueue txQueue(final int queue) {
        requireQueue("TX", queue, settings.txQueues());
        return new DpdkTxQueue(id, queue);
    }

    @Override
    public PortSettings settings() {
        return settings;
    }

    @Override
    public PortCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public LinkStatus link() {
        return control.call(() -> {
            try (Arena arena = Arena.ofConfined()) {
                final MemorySegment link = arena.allocate(LINK_SIZE, Integer.BYTES);
                check(LINK.status(id, link), "the link of");
                return new LinkStatus(
                        link.get(JAVA_BYTE, 4) != 0,
                        Integer.toUnsignedLong(link.get(JAVA_INT, 0)),
                        link.get(JAVA_BYTE, 5) != 0);
            }
        });
    }

    @Override
    public PortStatistics statistics() {
        return control.call(() -> {
            try (Arena arena = Arena.ofConfined()) {
                final MemorySegment stats = arena.allocate(STATS_SIZE, Long.BYTES);
                check(STATS.status(id, stats), "the counters of");
                final long[] n = stats.toArray(JAVA_LONG);
                return new PortStatistics(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
            }
        });
    }

    @Override
    public Map<String, Long> extendedStatistics() {
        return control.call(() -> {
            final int count = check(XSTATS.status(id, MemorySegment.NULL, 0), "the extended counters of");
            try (Arena arena = Arena.ofConfined()) {
                final MemorySegment xstats = arena.allocate(XSTAT_SIZE * Math.max(count, 1), Long.BYTES);
                check(XSTATS.status(id, xstats, count), "the extended counters of");
                final Map<String, Long> byName = LinkedHashMap.newLinkedHashMap(count);
                for (int i = 0; i < count; i++) {
                    byName.put(xstats.getString(XSTAT_SIZE * i), xstats.get(JAVA_LONG, XSTAT_SIZE * i + XSTAT_NAME));
                }
                return byName;
            }
        });
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            control.call(() -> {
                check(STOP.status(id), "stopping");
                return check(CLOSE.status(id), "closing");
            });
        }
    }

    private long readMac() {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment octets = arena.allocate(6);
            check(MAC.status(id, octets), "the address of");
            long address = 0;
            for (int i = 0; i < 6; i++) {
                address = address << 8 | octets.get(JAVA_BYTE, i) & 0xFF;
            }
            return address;
        }
    }

    private int check(final int result, final String what) {
        return DpdkException.check(
                result,
                "%s port %d (%s)".formatted(what, id(), capabilities.driver()),
                "was the port closed, or its device taken away?");
    }

    private void requireQueue(final String direction, final int queue, final int queues) {
        if (queue < 0 || queue >= queues) {
            throw new IllegalArgumentException("port %d has no %s queue %d; it was opened with 0 to %d"
                    .formatted(id(), direction, queue, queues - 1));
        }
    }
}
