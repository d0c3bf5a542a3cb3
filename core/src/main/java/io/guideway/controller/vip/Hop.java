package io.guideway.controller.vip;

import io.guideway.packet.IpAddress;
import java.net.InetAddress;

/** Where packets for a VIP are sent, so that one certain backend gets them. Immutable. */
sealed interface Hop {

    /**
     * Inside another packet.
     *
     * @param from outer source
     * @param to the backend
     * @param address the same
     */
    record Tunnel(IpAddress from, IpAddress to, InetAddress address) implements Hop {}

    /**
     * As they are, to an Ethernet address.
     *
     * @param interfaceIndex the kernel's number of the interface
     * @param mac in the lower 48 bits
     */
    record Link(int interfaceIndex, long mac) implements Hop {}
}
