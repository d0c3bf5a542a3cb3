package io.guideway.forwarder.porter;

/** Our end of a device of the kernel's, in whole frames. Neither method waits. */
public interface KernelEnd {
    /**
     * Takes the next frame that the kernel sends.
     *
     * @param at native address of room for {@code room} octets; what is longer is cut off
     * @return its length; 0 or less if there is none
     */
    int read(long at, int room);

    /**
     * Hands a frame to the kernel.
     *
     * @return its length, or something else where the kernel has not taken it
     */
    int write(long at, int length);
}
