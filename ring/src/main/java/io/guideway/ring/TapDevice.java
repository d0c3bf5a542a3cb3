package io.guideway.ring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A TAP device of this process: an Ethernet interface of the kernel's whose other end is here (the kernel's
 * Documentation/networking/tuntap.rst). Frames pass without a head of their own. It lives until it is closed or the process ends,
 * however it ends, and takes its addresses and routes along. One thread reads and writes; neither waits or makes an object.
 */
public final class TapDevice implements AutoCloseable {
    private static final String FILE = "/dev/net/tun";
    private static final long TUNSETIFF = 0x400454CA;
    private static final short TAP_WITHOUT_PACKET_INFORMATION = 0x1002;
    private static final int REQUEST = 40;
    private static final int FLAGS = 16;
    private static final int LONGEST_NAME = 15;

    private final int descriptor;
    private final MemorySegment state = SystemCalls.state(Arena.ofAuto());
    private boolean open = true;

    /**
     * Makes it; it is down and has no address.
     *
     * @param name 1 to 15 octets
     * @throws KernelException if it exists already, or this process may not
     */
    public TapDevice(final String name) {
        final byte[] octets = name.getBytes(StandardCharsets.UTF_8);
        if (octets.length == 0 || octets.length > LONGEST_NAME) {
            throw new IllegalArgumentException("a device called '%s'; give it 1 to 15 octets".formatted(name));
        }
        descriptor = KernelException.check(
                SystemCalls.open(
                        FILE, SystemCalls.READ_AND_WRITE | SystemCalls.CLOSE_ON_EXEC | SystemCalls.WITHOUT_WAITING),
                FILE + " cannot be opened",
                "modprobe tun; for a container: --device " + FILE);
        try {
            KernelException.check(
                    attach(octets),
                    "TAP device %s cannot be made".formatted(name),
                    "it takes CAP_NET_ADMIN, and nobody else may have a device of that name: ip link show " + name);
        } catch (final KernelException refused) {
            SystemCalls.close(descriptor);
            throw refused;
        }
    }

    private int attach(final byte[] name) {
        try (Arena confined = Arena.ofConfined()) {
            final MemorySegment request = confined.allocate(REQUEST);
            MemorySegment.copy(name, 0, request, JAVA_BYTE, 0, name.length);
            request.set(JAVA_SHORT, FLAGS, TAP_WITHOUT_PACKET_INFORMATION);
            return SystemCalls.ioctl(descriptor, TUNSETIFF, request);
        }
    }

    /**
     * Takes the next frame that the kernel sends.
     *
     * @param at native address of room for {@code room} octets; what is longer is cut off
     * @return its length; 0 if there is none; a negative errno, as when the device is down
     */
    public int read(final long at, final int room) {
        Mem.check(at, room);
        final int length = SystemCalls.read(state, descriptor, at, room);
        return length == -SystemCalls.TRY_AGAIN ? 0 : length;
    }

    /**
     * Hands a frame to the kernel.
     *
     * @param at native address of its {@code length} octets
     * @return {@code length}, or a negative errno: the kernel has no room for it, or the device is down
     */
    public int write(final long at, final int length) {
        Mem.check(at, length);
        return SystemCalls.write(state, descriptor, at, length);
    }

    /** Takes the device away; its thread has to have stopped. Closing it twice does nothing. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            SystemCalls.close(descriptor);
        }
    }
}
