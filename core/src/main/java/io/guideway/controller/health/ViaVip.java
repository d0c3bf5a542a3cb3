package io.guideway.controller.health;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Link;
import io.guideway.service.Links;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way through the service's own encapsulation to its VIP, as the configuration describes it. An immutable value; nobody
 * sends packets this way before the node's end of it is open.
 *
 * @param vip what the sockets of checks connect to
 * @param mode how packets reach the backends
 * @param sources the service's outer source addresses or prefixes, for modes with an outer header
 * @param outer what the service chose for its headers
 * @param links the node's ports, whose addresses are used where {@code sources} lacks a family
 * @param neighbours Ethernet addresses on these links, as far as they are known; for {@link Mode#L2DSR}
 */
public record ViaVip(
        IpAddress vip, Mode mode, List<Prefix> sources, Outer outer, List<Link> links, Map<IpAddress, Long> neighbours)
        implements Way {

    /** Takes copies. */
    public ViaVip {
        sources = List.copyOf(sources);
        links = List.copyOf(links);
        neighbours = Map.copyOf(neighbours);
    }

    /** The source of the outer header towards a backend, the same that the forwarder takes; of a prefix, the last one. */
    public Optional<IpAddress> source(final IpAddress backend) {
        return sources.stream()
                .filter(source -> source.address().isIpv4() == backend.isIpv4())
                .findFirst()
                .map(Prefix::last)
                .or(() -> new Links(links).source(backend));
    }

    /** The Ethernet address of a backend on a link. */
    public Optional<Long> mac(final IpAddress backend) {
        return Optional.ofNullable(neighbours.get(backend));
    }

    @Override
    public Reach to(final IpAddress backend, final int port) {
        throw new IllegalStateException("the way via VIP %s is not open".formatted(vip));
    }
}
