package io.guideway.ring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * DPDK's environment abstraction layer, running: memory, devices, ports (DPDK Programmer's Guide, "Environment Abstraction
 * Layer"). One per process, and one attempt to start it. Any thread may call; every call runs on a thread of EAL's own,
 * because EAL pins the one that starts it.
 */
public final class Eal implements AutoCloseable {
    private static final ShimFunction INIT = ShimFunction.of("gw_eal_init", JAVA_INT, JAVA_INT, ADDRESS);
    private static final ShimFunction CLEANUP = ShimFunction.of("gw_eal_cleanup", JAVA_INT);
    private static final ShimFunction VERSION = ShimFunction.of("gw_dpdk_version", ADDRESS);
    private static final ShimFunction PORT_IDS = ShimFunction.of("gw_port_ids", JAVA_SHORT, ADDRESS, JAVA_SHORT);
    private static final ShimFunction ATTACH = ShimFunction.of("gw_device_attach", JAVA_INT, ADDRESS, ADDRESS);

    private static final int LONGEST_VERSION = 128;
    private static final AtomicBoolean ATTEMPTED = new AtomicBoolean();

    private final ControlThread control = new ControlThread();
    private final ConcurrentLinkedDeque<AutoCloseable> things = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Eal() {}

    /**
     * Starts EAL.
     *
     * @param arguments EAL's, without the program's name, passed on as they are; where they name no lcores ({@code -l},
     *     {@code -c}, {@code --lcores}), EAL gets one for itself on all CPUs of the process, and the others are free for
     *     {@link WorkerThread#register}. {@link EalArguments#withoutHugePages} and {@link HugePages#freeBytes} help to choose
     * @throws DpdkException if the shim or DPDK is missing or of the wrong version, or EAL does not start
     * @throws IllegalStateException if this process tried to start it before: DPDK does not start twice
     */
    public static Eal start(final List<String> arguments) {
        ShimLibrary.address("gw_eal_init"); // where DPDK is missing, another attempt may follow
        if (ATTEMPTED.getAndSet(true)) {
            throw new IllegalStateException("EAL was started before; a process starts it once, so start a new process");
        }
        final Eal eal = new Eal();
        try {
            eal.control.call(() -> init(EalArguments.withOneLcore(arguments)));
        } catch (final RuntimeException e) {
            eal.control.close();
            throw e;
        }
        return eal;
    }

    private static int init(final List<String> arguments) {
        final List<String> all = new ArrayList<>(arguments);
        all.addFirst("guideway");
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment argv = arena.allocate(ADDRESS, all.size() + 1);
            for (int i = 0; i < all.size(); i++) {
                argv.setAtIndex(ADDRESS, i, arena.allocateFrom(all.get(i)));
            }
            return DpdkException.check(
                    INIT.status(all.size(), argv),
                    "EAL does not start with the arguments " + arguments,
                    "its log on stderr names the reason; without free huge pages it needs --no-huge --no-shconf -m MEGABYTES"
                            + " instead of --in-memory, and without rights on PCI devices --no-pci");
        }
    }

    /** The version of the DPDK that the shim found, such as {@code DPDK 22.11.11}; EAL need not run. */
    @SuppressWarnings("restricted") // granted to the program by its manifest
    public static String version() {
        return ((MemorySegment) VERSION.call()).reinterpret(LONGEST_VERSION).getString(0);
    }

    /** Numbers of the ports there are, open or not, ascending. */
    public List<Integer> portIds() {
        return control.call(() -> {
            final int count = portIds(MemorySegment.NULL, 0);
            try (Arena arena = Arena.ofConfined()) {
                final MemorySegment ids = arena.allocate(JAVA_SHORT, Math.max(count, 1));
                portIds(ids, count);
                final List<Integer> numbers = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    numbers.add(Short.toUnsignedInt(ids.getAtIndex(JAVA_SHORT, i)));
                }
                return List.copyOf(numbers);
            }
        });
    }

    private static int portIds(final MemorySegment ids, final int capacity) {
        return Short.toUnsignedInt((short) PORT_IDS.call(ids, (short) capacity));
    }

    /**
     * Adds a device, as {@code --vdev} would have at the start.
     *
     * @param device such as {@code net_pcap0,rx_pcap=in.pcap,tx_pcap=out.pcap}
     * @return the number of its first port
     * @throws DpdkException if there is no such driver, or it refuses its arguments
     */
    public int attach(final String device) {
        return control.call(() -> {
            try (Arena arena = Arena.ofConfined()) {
                final MemorySegment port = arena.allocate(JAVA_SHORT);
                DpdkException.check(
                        ATTACH.status(arena.allocateFrom(device), port),
                        "device %s cannot be added".formatted(device),
                        "check the driver's name and arguments, and that the name is not taken (DPDK's log says more)");
                return Short.toUnsignedInt(port.get(JAVA_SHORT, 0));
            }
        });
    }

    /**
     * Makes a pool of mbufs.
     *
     * @param name unique, 1 to 25 characters
     * @param mbufs how many; one less than a power of two wastes no memory
     * @param dataRoomBytes octets for data and tailroom in each, beside {@link Mbuf#HEADROOM}: 1 to 65407
     * @throws DpdkException if there is not enough memory, or a pool of that name
     */
    public MbufPool createPool(final String name, final int mbufs, final int dataRoomBytes) {
        return keep(DpdkMbufPool.create(control, name, mbufs, dataRoomBytes));
    }

    /**
     * Sets a port up and starts it. Frames fit one mbuf: the pool's data room is at least the MTU and 22 octets (Ethernet and
     * two VLAN tags). A driver that cannot set an MTU (net_null, net_ring, net_pcap) receives what its device is able to,
     * which suffices; a driver that cannot be promiscuous or not receives every frame.
     *
     * @param id DPDK's number of the port
     * @param settings descriptors are adjusted to the device, see {@link Port#settings}; the rest is taken or refused
     * @param pool where received packets are put, made by {@link #createPool}; lives as long as the port
     * @throws IllegalArgumentException if the device cannot have the settings
     * @throws DpdkException if there is no such port, or DPDK refuses
     */
    public Port openPort(final int id, final PortSettings settings, final MbufPool pool) {
        if (id < 0 || id > 0xFFFF) {
            throw new IllegalArgumentException("port %d; the ports are %s".formatted(id, portIds()));
        }
        if (!(pool instanceof final DpdkMbufPool dpdkPool)) {
            throw new IllegalArgumentException("a DPDK port needs a pool that Eal.createPool made, not a "
                    + pool.getClass().getSimpleName());
        }
        return keep(control.call(() -> PortSetup.open(control, (short) id, settings, dpdkPool)));
    }

    private <T extends AutoCloseable> T keep(final T thing) {
        things.addFirst(thing);
        return thing;
    }

    /**
     * Closes what was opened, the latest first, and ends EAL. No worker uses a queue or an mbuf any more. Closing it twice does
     * nothing.
     *
     * @throws DpdkException if DPDK refuses to close something; the rest is closed nevertheless
     */
    @Override
    public void close() {
        if (!open.getAndSet(false)) {
            return;
        }
        try (control) {
            RuntimeException failed = null;
            for (final AutoCloseable thing : things) {
                failed = closing(thing, failed);
            }
            failed = closing(this::cleanup, failed);
            if (failed != null) {
                throw failed;
            }
        }
    }

    private void cleanup() {
        control.call(
                () -> DpdkException.check(CLEANUP.status(), "EAL cannot be ended", "the process may end all the same"));
    }

    private static RuntimeException closing(final AutoCloseable thing, final RuntimeException before) {
        try {
            thing.close();
            return before;
        } catch (final Exception e) {
            final RuntimeException failed =
                    e instanceof final RuntimeException unchecked ? unchecked : new IllegalStateException(e);
            if (before == null) {
                return failed;
            }
            before.addSuppressed(failed);
            return before;
        }
    }
}
