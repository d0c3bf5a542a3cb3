package io.guideway.ring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Hot path. The shim's bursts, bound once and called exactly: no allocation, no boxing. Critical: the collector waits for
 * these calls, and they are short, bounded by the count. Pointers travel as {@code long}, which the C calling conventions of
 * Linux do not tell from a pointer.
 */
final class ShimBursts {
    private static final FunctionDescriptor BURST =
            FunctionDescriptor.of(JAVA_SHORT, JAVA_SHORT, JAVA_SHORT, JAVA_LONG, JAVA_SHORT);

    private static final MethodHandle RX_BURST = link("gw_rx_burst", BURST, Linker.Option.critical(false));
    private static final MethodHandle TX_BURST = link("gw_tx_burst", BURST, Linker.Option.critical(false));
    private static final MethodHandle FREE_BURST =
            link("gw_free_burst", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_INT), Linker.Option.critical(false));
    private static final MethodHandle POOL_ALLOC =
            link("gw_pool_alloc", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

    private ShimBursts() {}

    /** Packets received into {@code mbufs}, 0 to {@code count}. */
    static int receive(final short port, final short queue, final long mbufs, final int count) {
        Mem.check(mbufs, 8 * count);
        try {
            return Short.toUnsignedInt((short) RX_BURST.invokeExact(port, queue, mbufs, (short) count));
        } catch (final Throwable impossible) {
            throw new AssertionError("gw_rx_burst does not throw", impossible);
        }
    }

    /** Packets of {@code mbufs} taken, 0 to {@code count}. */
    static int send(final short port, final short queue, final long mbufs, final int count) {
        Mem.check(mbufs, 8 * count);
        try {
            return Short.toUnsignedInt((short) TX_BURST.invokeExact(port, queue, mbufs, (short) count));
        } catch (final Throwable impossible) {
            throw new AssertionError("gw_tx_burst does not throw", impossible);
        }
    }

    /** Gives {@code count} packets back to their pools. */
    static void free(final long mbufs, final int count) {
        Mem.check(mbufs, 8 * count);
        try {
            FREE_BURST.invokeExact(mbufs, count);
        } catch (final Throwable impossible) {
            throw new AssertionError("gw_free_burst does not throw", impossible);
        }
    }

    /** Takes {@code count} mbufs out of {@code pool}, all or none. */
    static boolean allocate(final long pool, final long mbufs, final int count) {
        Mem.check(mbufs, 8 * count);
        try {
            return (int) POOL_ALLOC.invokeExact(pool, mbufs, count) == 0;
        } catch (final Throwable impossible) {
            throw new AssertionError("gw_pool_alloc does not throw", impossible);
        }
    }

    @SuppressWarnings("restricted") // granted to the program by its manifest
    private static MethodHandle link(
            final String name, final FunctionDescriptor shape, final Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(ShimLibrary.address(name), shape, options);
    }
}
