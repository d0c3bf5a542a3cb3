package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.AnnouncedVips;
import io.guideway.service.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One DPDK port and the network on its wire.
 *
 * @param id DPDK's number of the port
 * @param mac the port's Ethernet address as 48 bits, the first octet highest; empty: the device's own
 * @param addresses the port's addresses with prefix lengths; may be empty
 * @param gateways routers on the link, at most one a family, each inside one of the prefixes
 * @param neighbours Ethernet addresses, as 48 bits, by IP address
 * @param promiscuous whether frames for other Ethernet addresses are taken
 * @param mtuBytes the longest IP packet, 576 to 9600 octets; at least 1280 where there is an IPv6 address
 * @param kernelPath name of a TAP interface for what is not ours
 * @param kernelRate packets a second that go there at the most
 * @param announced VIPs that the port answers its link for
 */
public record PortConfig(
        int id,
        OptionalLong mac,
        List<Prefix> addresses,
        List<IpAddress> gateways,
        Map<IpAddress, Long> neighbours,
        boolean promiscuous,
        int mtuBytes,
        Optional<String> kernelPath,
        int kernelRate,
        AnnouncedVips announced) {
    static final int DEFAULT_MTU_BYTES = 1500;
    static final int DEFAULT_KERNEL_RATE = 10_000;

    /** Takes copies. */
    public PortConfig {
        addresses = List.copyOf(addresses);
        gateways = List.copyOf(gateways);
        neighbours = Map.copyOf(neighbours);
    }

    /** The port's network, for {@link io.guideway.service.Links}. */
    Link link(final int portIndex) {
        return new Link(portIndex, addresses, gateways);
    }
}
