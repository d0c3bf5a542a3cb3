package io.guideway.ring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * Hot path. Asks memory for what will soon be read, and waits for nothing; the processor's prefetch, which Java does not
 * have. One call takes a whole burst, as the call itself costs as much as a packet's share of a stage. Where there is no
 * shim it does nothing. Any thread.
 */
public final class Prefetch {
    private static final MethodHandle POINTERS =
            link("gw_prefetch", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_INT, JAVA_INT));
    private static final MethodHandle ROWS =
            link("gw_prefetch_rows", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));

    private Prefetch() {}

    /**
     * The cache lines that pointers point to; any value will do as a pointer.
     *
     * @param first native address of the first pointer
     * @param stride octets from one to the next
     */
    public static void pointers(final long first, final int stride, final int count) {
        try {
            POINTERS.invokeExact(first, stride, count);
        } catch (final Throwable impossible) {
            throw new AssertionError("gw_prefetch does not throw", impossible);
        }
    }

    /**
     * The cache lines in which rows of a table begin; any value will do as an index.
     *
     * @param rows native address of row 0
     * @param size octets of a row
     * @param first native address of the first index, 32 bits
     * @param stride octets from one to the next
     */
    public static void rows(final long rows, final int size, final long first, final int stride, final int count) {
        try {
            ROWS.invokeExact(rows, size, first, stride, count);
        } catch (final Throwable impossible) {
            throw new AssertionError("gw_prefetch_rows does not throw", impossible);
        }
    }

    @SuppressWarnings("restricted") // granted to the program by its manifest
    private static MethodHandle link(final String name, final FunctionDescriptor shape) {
        try {
            return Linker.nativeLinker()
                    .downcallHandle(ShimLibrary.address(name), shape, Linker.Option.critical(false));
        } catch (final DpdkException noShim) {
            return MethodHandles.empty(shape.toMethodType());
        }
    }
}
