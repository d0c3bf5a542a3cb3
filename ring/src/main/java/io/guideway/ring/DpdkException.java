package io.guideway.ring;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** DPDK, or the way to it, refused something. The message says what, why and what helps. */
public final class DpdkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errno;

    /** Something is wrong that has no errno. */
    DpdkException(final String message, final Throwable cause) {
        super(message, cause);
        errno = 0;
    }

    private DpdkException(final String message, final int errno) {
        super(message);
        this.errno = errno;
    }

    /** The system's error number, such as 22 for EINVAL; 0 where there is none. */
    public int errno() {
        return errno;
    }

    /**
     * Passes on what a function of the shim returned.
     *
     * @param result 0, a count, or a negative errno
     * @param failure what failed, such as {@code port 0 cannot be started}
     * @param remedy what the reader may do about it
     * @throws DpdkException if the result is negative
     */
    static int check(final int result, final String failure, final String remedy) {
        if (result < 0) {
            throw new DpdkException(
                    "%s: %s (errno %d); %s".formatted(failure, text(-result), -result, remedy), -result);
        }
        return result;
    }

    /** The system's words for an error number. */
    @SuppressWarnings("restricted") // granted to the program by its manifest
    static String text(final int errno) {
        final Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment strerror = linker.defaultLookup().findOrThrow("strerror");
            final var shape = FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
            final var text =
                    (MemorySegment) linker.downcallHandle(strerror, shape).invokeExact(errno);
            return text.reinterpret(Integer.MAX_VALUE, arena, null).getString(0);
        } catch (final Throwable impossible) {
            throw new AssertionError("strerror does not throw", impossible);
        }
    }
}
