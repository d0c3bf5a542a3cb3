package io.guideway.controller.vip;

import io.guideway.packet.IpAddress;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import java.net.InetAddress;

/** Where packets for a VIP are sent, so that one certain backend gets them. Immutable. */
sealed interface Hop {

    /**
     * Inside another packet.
     *
     * @param from outer source
     * @param to the backend
     * @param address the same
     * @param mode one with an outer header
     * @param choice what the service chose for it
     */
    record Tunnel(IpAddress from, IpAddress to, InetAddress address, Mode mode, Outer choice) implements Hop {}

    /**
     * To the backend's address instead of the VIP.
     *
     * @param to the backend
     * @param address the same
     * @param dscp that marks the VIP
     */
    record Redirection(IpAddress to, InetAddress address, int dscp) implements Hop {}

    /**
     * As they are, to an Ethernet address.
     *
     * @param interfaceIndex the kernel's number of the interface
     * @param mac in the lower 48 bits
     */
    record Link(int interfaceIndex, long mac) implements Hop {}
}
