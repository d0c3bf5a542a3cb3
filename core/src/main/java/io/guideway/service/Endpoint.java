package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;

/**
 * What clients of a service speak to; no two services have the same. Where several take a packet, the one of the longest prefix
 * has it, among these the one of the fewest ports, and among these one of the packet's own protocol before one of any
 * (docs/packets.md).
 *
 * @param vip an address, as the prefix that holds nothing else, or a prefix; its host bits are zero
 * @param protocol of the packets
 * @param ports destination ports
 */
public record Endpoint(Prefix vip, Protocol protocol, Ports ports) {

    /** One address and one port. */
    public static Endpoint of(final IpAddress vip, final Protocol protocol, final int port) {
        return new Endpoint(new Prefix(vip, vip.width()), protocol, Ports.of(port));
    }

    /** Whether it is one address. */
    public boolean isSingleAddress() {
        return vip.length() == vip.address().width();
    }

    /** Whether one address, one protocol and one port are all that it takes, as with most services. */
    public boolean isExact() {
        return isSingleAddress() && ports.isSingle() && protocol != Protocol.ANY;
    }

    /** The VIP as the configuration writes it: an address without a length, or a prefix. */
    public String vipText() {
        return isSingleAddress() ? vip.address().toString() : vip.toString();
    }

    @Override
    public String toString() {
        return "VIP %s, %s, port %s".formatted(vipText(), protocol, ports);
    }
}
