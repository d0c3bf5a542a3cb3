package io.guideway.forwarder;

import io.guideway.packet.IpAddress;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one port is to be.
 *
 * @param id DPDK's number of the port
 * @param mac Ethernet address that the port is expected to have; empty: whatever the device has
 * @param promiscuous take unicast frames for any station
 * @param mtu octets of the largest IP packet
 * @param neighbours Ethernet addresses of stations on this link, 48 bits each
 */
public record PortPlan(int id, OptionalLong mac, boolean promiscuous, int mtu, Map<IpAddress, Long> neighbours) {
    /** Takes a copy. */
    public PortPlan {
        neighbours = Map.copyOf(neighbours);
    }
}
