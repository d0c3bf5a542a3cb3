package io.guideway.forwarder;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.AnnouncedVips;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one port is to be.
 *
 * @param id DPDK's number of the port
 * @param mac Ethernet address that the port is expected to have; empty: whatever the device has
 * @param promiscuous take unicast frames for any station
 * @param mtu octets of the largest IP packet
 * @param neighbours Ethernet addresses of stations on this link, 48 bits each, which nobody is asked for
 * @param addresses the port's own, with the networks on its link
 * @param announced VIPs that it answers its link for
 * @param kernel what becomes of what is not ours; empty: it is dropped
 */
public record PortPlan(
        int id,
        OptionalLong mac,
        boolean promiscuous,
        int mtu,
        Map<IpAddress, Long> neighbours,
        List<Prefix> addresses,
        AnnouncedVips announced,
        Optional<Kernel> kernel) {
    /**
     * A TAP device that a port's packets go to.
     *
     * @param device its name
     * @param rate frames a second that it gets at the most
     */
    public record Kernel(String device, int rate) {}

    /** One that answers its link for nothing. */
    PortPlan(
            final int id,
            final OptionalLong mac,
            final boolean promiscuous,
            final int mtu,
            final Map<IpAddress, Long> neighbours) {
        this(id, mac, promiscuous, mtu, neighbours, List.of(), AnnouncedVips.NONE, Optional.empty());
    }

    /** Takes copies. */
    public PortPlan {
        addresses = List.copyOf(addresses);
        neighbours = Map.copyOf(neighbours);
    }
}
