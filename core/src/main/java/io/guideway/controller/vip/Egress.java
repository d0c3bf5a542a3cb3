package io.guideway.controller.vip;

import io.guideway.controller.health.NoWayException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the node's kernel would go to a backend, and what the backend can answer to.
 *
 * @param address one of the node's, of the VIP's family
 * @param interfaceIndex the kernel's number of the interface that leads to the backend
 */
record Egress(InetAddress address, int interfaceIndex) {
    private static final int DISCARD = 9;

    /**
     * Asks the kernel.
     *
     * @throws NoWayException if it has no way to the backend, or no address of the VIP's family
     */
    static Egress towards(final InetAddress backend, final InetAddress vip) throws NoWayException {
        try {
            final InetAddress own = ownAddress(backend);
            final NetworkInterface out = NetworkInterface.getByInetAddress(own);
            if (out == null) {
                throw new NoWayException("no interface has the address %s".formatted(own.getHostAddress()));
            }
            final InetAddress source = isIpv4(own) == isIpv4(vip) ? own : other(out, isIpv4(vip));
            return new Egress(source, out.getIndex());
        } catch (final NoWayException known) {
            throw known;
        } catch (final IOException noRoute) {
            throw new NoWayException("no route to %s: %s".formatted(backend.getHostAddress(), noRoute.getMessage()));
        }
    }

    /** A socket for datagrams that connects sends nothing, but it is given an address. */
    private static InetAddress ownAddress(final InetAddress backend) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(backend, DISCARD));
            return socket.getLocalAddress();
        }
    }

    /** An address of the other family, on that interface if it has one. */
    private static InetAddress other(final NetworkInterface out, final boolean ipv4)
            throws NoWayException, SocketException {
        final Optional<InetAddress> near = global(out.inetAddresses(), ipv4);
        if (near.isPresent()) {
            return near.get();
        }
        return global(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses), ipv4)
                .orElseThrow(() ->
                        new NoWayException("this node has no IPv%d address to check from".formatted(ipv4 ? 4 : 6)));
    }

    private static Optional<InetAddress> global(final Stream<InetAddress> addresses, final boolean ipv4) {
        return addresses
                .filter(address -> isIpv4(address) == ipv4)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst();
    }

    private static boolean isIpv4(final InetAddress address) {
        return address instanceof Inet4Address;
    }
}
