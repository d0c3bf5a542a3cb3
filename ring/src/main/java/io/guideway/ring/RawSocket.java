package io.guideway.ring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Sends whole IP packets by the kernel: to an address, by its routes (raw(7), ipv6(7)), or to an Ethernet address on one of its
 * interfaces (packet(7)). Receives nothing. One thread sends.
 */
public final class RawSocket implements AutoCloseable {
    private static final int INET = 2;
    private static final int INET6 = 10;
    private static final int PACKET = 17;
    private static final int DATAGRAMS = 2;
    private static final int RAW = 3;
    private static final int HEADER_INCLUDED = 255;
    private static final int RECEIVE_NOTHING = 0;

    private static final int SOCKADDR_IN = 16;
    private static final int SOCKADDR_IN6 = 28;
    private static final int SOCKADDR_LL = 20;
    private static final int MAC_OCTETS = 6;
    private static final int LARGEST_PACKET = 65536;

    private final int descriptor;
    private final MemorySegment buffer = Arena.ofAuto().allocate(LARGEST_PACKET);
    private final MemorySegment address = Arena.ofAuto().allocate(SOCKADDR_IN6, JAVA_LONG.byteAlignment());
    private boolean open = true;

    private RawSocket(final int family, final int type, final int protocol) {
        descriptor = KernelException.check(
                SystemCalls.socket(family, type | SystemCalls.CLOSE_ON_EXEC, protocol),
                "a raw socket cannot be opened",
                "give this process CAP_NET_RAW, or run it as root");
    }

    /** A socket for IPv4 packets. @throws KernelException if this process may not */
    public static RawSocket ipv4() {
        return new RawSocket(INET, RAW, HEADER_INCLUDED);
    }

    /** A socket for IPv6 packets. @throws KernelException if this process may not, or the kernel has no IPv6 */
    public static RawSocket ipv6() {
        return new RawSocket(INET6, RAW, HEADER_INCLUDED);
    }

    /** A socket for frames, whose link header the kernel writes. @throws KernelException if this process may not */
    public static RawSocket link() {
        return new RawSocket(PACKET, DATAGRAMS, RECEIVE_NOTHING);
    }

    /**
     * Sends a packet to the address that its header names, or to another one.
     *
     * @param length of the packet in octets; of IPv4 the kernel fills in length, checksum, and a missing identification
     * @return 0, or a negative errno
     */
    public int send(final byte[] packet, final int length, final InetAddress to) {
        final boolean ipv4 = to instanceof Inet4Address;
        final byte[] octets = to.getAddress();
        address.fill((byte) 0);
        address.set(JAVA_SHORT, 0, (short) (ipv4 ? INET : INET6));
        MemorySegment.copy(octets, 0, address, JAVA_BYTE, ipv4 ? 4 : 8, octets.length);
        return send(packet, length, ipv4 ? SOCKADDR_IN : SOCKADDR_IN6);
    }

    /**
     * Sends a packet in a frame of its own.
     *
     * @param interfaceIndex the kernel's number of the interface
     * @param mac destination, in the lower 48 bits
     * @param etherType of the packet, such as 0x0800
     * @return 0, or a negative errno
     */
    public int send(
            final byte[] packet, final int length, final int interfaceIndex, final long mac, final int etherType) {
        address.fill((byte) 0);
        address.set(JAVA_SHORT, 0, (short) PACKET);
        address.set(JAVA_SHORT, 2, Short.reverseBytes((short) etherType));
        address.set(JAVA_INT, 4, interfaceIndex);
        address.set(JAVA_BYTE, 11, (byte) MAC_OCTETS);
        for (int i = 0; i < MAC_OCTETS; i++) {
            address.set(JAVA_BYTE, 12 + i, (byte) (mac >>> 8 * (MAC_OCTETS - 1 - i)));
        }
        return send(packet, length, SOCKADDR_LL);
    }

    private int send(final byte[] packet, final int length, final int addressLength) {
        MemorySegment.copy(packet, 0, buffer, JAVA_BYTE, 0, length);
        return Math.min(0, SystemCalls.send(descriptor, buffer.asSlice(0, length), address.asSlice(0, addressLength)));
    }

    /** Closes it; closing it twice does nothing. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            SystemCalls.close(descriptor);
        }
    }
}
