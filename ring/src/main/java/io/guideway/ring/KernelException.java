package io.guideway.ring;

import java.io.Serial;

/** The kernel refused something that is not DPDK's. The message says what, why and what helps. */
public final class KernelException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int errno;

    KernelException(final String failure, final int errno, final String remedy) {
        super("%s: %s (errno %d); %s".formatted(failure, DpdkException.text(errno), errno, remedy));
        this.errno = errno;
    }

    /** The system's error number, such as 1 for EPERM. */
    public int errno() {
        return errno;
    }

    /**
     * Passes on what a system call returned.
     *
     * @param result 0, a count, a descriptor, or a negative errno
     * @param failure what failed, such as {@code there is no TUN device}
     * @param remedy what the reader may do about it
     */
    static int check(final int result, final String failure, final String remedy) {
        if (result < 0) {
            throw new KernelException(failure, -result, remedy);
        }
        return result;
    }
}
