package io.guideway.ring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A TUN device of this process: what the kernel routes there is read here, IP packets without a link header (the kernel's
 * Documentation/networking/tuntap.rst). It lives until it is closed or the process ends, however it ends, and takes the routes
 * that lead to it along. Any thread may close it; one reads.
 */
public final class TunDevice implements AutoCloseable {
    private static final String FILE = "/dev/net/tun";
    private static final long TUNSETIFF = 0x400454CA;
    private static final short TUN_WITHOUT_PACKET_INFORMATION = 0x1001;
    private static final int REQUEST = 40;
    private static final int FLAGS = 16;
    private static final int LONGEST_NAME = 15;
    private static final int LARGEST_PACKET = 65536;

    private final int descriptor;
    private final MemorySegment buffer = Arena.ofAuto().allocate(LARGEST_PACKET);
    private boolean open = true;

    /**
     * Makes it; it is down and has no address.
     *
     * @param name 1 to 15 octets
     * @throws KernelException if it exists already, or this process may not
     */
    public TunDevice(final String name) {
        final byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
        if (octets.length == 0 || octets.length > LONGEST_NAME) {
            throw new IllegalArgumentException("a device called '%s'; give it 1 to 15 octets".formatted(name));
        }
        descriptor = KernelException.check(
                SystemCalls.open(FILE, SystemCalls.READ_AND_WRITE | SystemCalls.CLOSE_ON_EXEC),
                FILE + " cannot be opened",
                "modprobe tun; for a container: --device " + FILE);
        try {
            KernelException.check(
                    attach(octets),
                    "TUN device %s cannot be made".formatted(name),
                    "it takes CAP_NET_ADMIN, and nobody else may have a device of that name: ip link show " + name);
        } catch (final KernelException refused) {
            SystemCalls.close(descriptor);
            throw refused;
        }
    }

    private int attach(final byte[] name) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment request = arena.allocate(REQUEST);
            MemorySegment.copy(name, 0, request, JAVA_BYTE, 0, name.length);
            request.set(JAVA_SHORT, FLAGS, TUN_WITHOUT_PACKET_INFORMATION);
            return SystemCalls.ioctl(descriptor, TUNSETIFF, request);
        }
    }

    /**
     * Takes the next packet, which it waits for.
     *
     * @param packet room for it; what is longer is cut off
     * @return its length; 0 if none came in time
     * @throws KernelException if the device is gone
     */
    public int read(final byte[] packet, final int milliseconds) {
        if (SystemCalls.awaitInput(descriptor, milliseconds) <= 0) {
            return 0;
        }
        final int length = KernelException.check(
                SystemCalls.read(descriptor, buffer), "the TUN device cannot be read", "did somebody delete it?");
        final int taken = Math.min(length, packet.length);
        MemorySegment.copy(buffer, JAVA_BYTE, 0, packet, 0, taken);
        return taken;
    }

    /** Takes the device away, with its routes; the reader has to have stopped. Closing it twice does nothing. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            SystemCalls.close(descriptor);
        }
    }
}
