package io.guideway.service;

import io.guideway.packet.AddressKind;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * The node's way out: which port reaches an address, by which neighbour, and with which source address. A host's routing
 * (RFC 1122, section 3.3.1): what a port's prefix covers is on that link, longest prefix first; the rest goes to the first
 * gateway of its family. Immutable; any thread; for control, not for the packet path.
 */
public final class Links {
    private final List<Link> links;

    /** @param links the node's ports; where two serve equally well, the earlier is taken */
    public Links(final List<Link> links) {
        this.links = List.copyOf(links);
    }

    /** The way to {@code target}: straight to it where it is on a link, else to a gateway of its family; empty if neither. */
    public Optional<NextHop> nextHop(final IpAddress target) {
        final Optional<NextHop> near = onLink(target);
        return near.isPresent() ? near : byGateway(target);
    }

    /** The way to {@code target} without a router in between; empty if it is on no link. */
    public Optional<NextHop> onLink(final IpAddress target) {
        NextHop best = null;
        int longest = -1;
        for (final Link link : links) {
            for (final Prefix prefix : link.addresses()) {
                if (prefix.length() > longest && prefix.contains(target)) {
                    longest = prefix.length();
                    best = new NextHop(link.portIndex(), target);
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private Optional<NextHop> byGateway(final IpAddress target) {
        for (final Link link : links) {
            for (final IpAddress gateway : link.gateways()) {
                if (gateway.isIpv4() == target.isIpv4()) {
                    return Optional.of(new NextHop(link.portIndex(), gateway));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The node's address for packets that it sends to {@code target}: the first of the target's family on the egress port,
     * link-local for link-local targets and for no others (their errors could not come back through a router).
     */
    public Optional<IpAddress> source(final IpAddress target) {
        return nextHop(target).flatMap(hop -> source(target, hop.portIndex()));
    }

    /**
     * The same, of a port that is known to lead there, by its place among the node's ports. A loop, as large sites ask for every
     * backend of every generation.
     */
    public Optional<IpAddress> source(final IpAddress target, final int portIndex) {
        final boolean linkLocal = isLinkLocal(target);
        for (final Link link : links) {
            if (link.portIndex() == portIndex) {
                for (final Prefix prefix : link.addresses()) {
                    final IpAddress own = prefix.address();
                    if (own.isIpv4() == target.isIpv4() && isLinkLocal(own) == linkLocal) {
                        return Optional.of(own);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isLinkLocal(final IpAddress address) {
        return AddressKind.of(address) == AddressKind.LINK_LOCAL;
    }
}
