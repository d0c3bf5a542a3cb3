package io.guideway.controller;

import io.guideway.packet.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * The nodes that tell each other of flows, docs/tier.md: either directly, or by a multicast group.
 *
 * @param listen where this node is reached; with peers only
 * @param peers where it reaches the others
 * @param group the same on all nodes; without peers only
 * @param through this node's address on the link of the group
 */
public record TierConfig(
        Optional<AddressPort> listen,
        List<AddressPort> peers,
        Optional<AddressPort> group,
        Optional<IpAddress> through) {
    /** Takes a copy. */
    public TierConfig {
        peers = List.copyOf(peers);
    }
}
