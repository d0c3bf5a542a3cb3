package io.guideway.service;

import io.guideway.packet.IpAddress;
import java.util.List;

/**
 * A VIP with protocol and port, and how its flows are spread. An immutable, validated value.
 *
 * @param name unique within a generation
 * @param vip the address that clients speak to
 * @param protocol TCP or UDP
 * @param port destination port, 1 to 65535
 * @param mode how packets reach the backends
 * @param hash what of a packet decides its backend
 * @param tableSize slots of the lookup table, a prime
 * @param sources outer source addresses for {@link Mode#IPIP}, at most one a family; where a family is missing, the
 *     port's address of that family serves
 * @param backends distinct by address; may be empty
 * @param tracking which of its flows are remembered
 * @param handling what is done with its packets besides
 */
public record Service(
        String name,
        IpAddress vip,
        Protocol protocol,
        int port,
        Mode mode,
        HashFields hash,
        int tableSize,
        List<IpAddress> sources,
        List<Backend> backends,
        FlowTracking tracking,
        Handling handling) {

    /** The paper's small table size, and the default: enough for 600 backends at 1 % imbalance. */
    public static final int DEFAULT_TABLE_SIZE = 65537;

    /** Takes copies, so that what was validated stays as it was. */
    public Service {
        sources = List.copyOf(sources);
        backends = List.copyOf(backends);
    }

    /** One whose flows are tracked, and whose packets are handled, as where nothing is said of it. */
    public Service(
            final String name,
            final IpAddress vip,
            final Protocol protocol,
            final int port,
            final Mode mode,
            final HashFields hash,
            final int tableSize,
            final List<IpAddress> sources,
            final List<Backend> backends) {
        this(
                name,
                vip,
                protocol,
                port,
                mode,
                hash,
                tableSize,
                sources,
                backends,
                FlowTracking.DEFAULT,
                Handling.DEFAULT);
    }

    /** This service, with its packets handled in another way. */
    public Service with(final Handling other) {
        return new Service(name, vip, protocol, port, mode, hash, tableSize, sources, backends, tracking, other);
    }

    /** This service with other backends. */
    public Service withBackends(final List<Backend> others) {
        return new Service(
                name, vip, protocol, port, mode, hash, tableSize, sources, others, tracking, handling.among(others));
    }
}
