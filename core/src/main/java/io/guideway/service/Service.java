package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * What clients speak to, and how their flows are spread. An immutable, validated value.
 *
 * @param name unique within a generation
 * @param endpoint VIP, protocol and ports, unique too
 * @param mode how packets reach the backends
 * @param hash what of a packet decides its backend
 * @param tableSize slots of the lookup table, a prime
 * @param sources outer source addresses, at most one a family, or prefixes over whose addresses flows are spread; where a
 *     family is missing, the port's address of that family serves
 * @param backends distinct by address; may be empty
 * @param clients which backends have the flows of some clients, distinct by prefix; all others' go to all backends
 * @param tracking which of its flows are remembered
 * @param handling what is done with its packets besides
 */
public record Service(
        String name,
        Endpoint endpoint,
        Mode mode,
        HashFields hash,
        int tableSize,
        List<Prefix> sources,
        List<Backend> backends,
        List<ClientRule> clients,
        FlowTracking tracking,
        Handling handling) {

    /** The paper's small table size, and the default: enough for 600 backends at 1 % imbalance. */
    public static final int DEFAULT_TABLE_SIZE = 65537;

    /** Takes copies, so that what was validated stays as it was. */
    public Service {
        sources = List.copyOf(sources);
        backends = List.copyOf(backends);
        clients = List.copyOf(clients);
    }

    /** One of one address and one port, all of whose clients share its backends. */
    public Service(
            final String name,
            final IpAddress vip,
            final Protocol protocol,
            final int port,
            final Mode mode,
            final HashFields hash,
            final int tableSize,
            final List<Prefix> sources,
            final List<Backend> backends,
            final FlowTracking tracking,
            final Handling handling) {
        this(
                name,
                Endpoint.of(vip, protocol, port),
                mode,
                hash,
                tableSize,
                sources,
                backends,
                List.of(),
                tracking,
                handling);
    }

    /** The same, its flows tracked and its packets handled as where nothing is said of it. */
    public Service(
            final String name,
            final IpAddress vip,
            final Protocol protocol,
            final int port,
            final Mode mode,
            final HashFields hash,
            final int tableSize,
            final List<Prefix> sources,
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

    /** The address that clients speak to; of a prefix the first one. */
    public IpAddress vip() {
        return endpoint.vip().address();
    }

    /** Which packets for its VIP and ports are its own. */
    public Protocol protocol() {
        return endpoint.protocol();
    }

    /** The destination port, the first one where there are several; 0 where it takes all. */
    public int port() {
        return endpoint.ports().first();
    }

    /** This service for other packets. */
    public Service with(final Endpoint other) {
        return new Service(name, other, mode, hash, tableSize, sources, backends, clients, tracking, handling);
    }

    /** Where outer headers towards backends of a family come from, if the service says so. */
    public Optional<Prefix> source(final boolean ipv4) {
        for (final Prefix source : sources) {
            if (source.address().isIpv4() == ipv4) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    /** This service, with its packets handled in another way. */
    public Service with(final Handling other) {
        return new Service(name, endpoint, mode, hash, tableSize, sources, backends, clients, tracking, other);
    }

    /** This service with other backends. */
    public Service withBackends(final List<Backend> others) {
        return new Service(
                name, endpoint, mode, hash, tableSize, sources, others, clients, tracking, handling.among(others));
    }

    /** This service with other rules for its clients. */
    public Service withClients(final List<ClientRule> others) {
        return new Service(name, endpoint, mode, hash, tableSize, sources, backends, others, tracking, handling);
    }
}
