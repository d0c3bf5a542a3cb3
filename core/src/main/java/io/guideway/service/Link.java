package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.util.List;

/**
 * What one port knows of the network on its wire.
 *
 * @param portIndex place of the port among the node's ports, from 0
 * @param addresses the port's own addresses with the networks that are on its link; first named, first used
 * @param gateways routers on this link; the first of a family carries what is on no link
 */
public record Link(int portIndex, List<Prefix> addresses, List<IpAddress> gateways) {

    /** Takes copies. */
    public Link {
        addresses = List.copyOf(addresses);
        gateways = List.copyOf(gateways);
    }
}
