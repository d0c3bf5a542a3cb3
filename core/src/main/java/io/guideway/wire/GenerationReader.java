package io.guideway.wire;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.Endpoint;
import io.guideway.service.FlowTracking;
import io.guideway.service.Handling;
import io.guideway.service.Outer;
import io.guideway.service.Oversize;
import io.guideway.service.Ports;
import io.guideway.service.QuicRouting;
import io.guideway.service.Service;
import io.guideway.wire.sbe.AddressDecoder;
import io.guideway.wire.sbe.GenerationDecoder;
import io.guideway.wire.sbe.GenerationDecoder.RemovedDecoder;
import io.guideway.wire.sbe.GenerationDecoder.ServicesDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Octets to {@link NewGeneration}; believes nothing. Whether the services make sense together is asked later
 * ({@link NewGeneration#onto}). One thread.
 */
final class GenerationReader {
    private static final int LEAST_REMOVED = RemovedDecoder.sbeBlockLength() + MessageDecoder.TEXT_HEADER;
    private static final int LEAST_SERVICE = ServicesDecoder.sbeBlockLength()
            + ServicesDecoder.SourcesDecoder.sbeHeaderSize()
            + ServicesDecoder.BackendsDecoder.sbeHeaderSize()
            + ServicesDecoder.ClientsDecoder.sbeHeaderSize()
            + QuicFields.LEAST_OCTETS
            + MessageDecoder.TEXT_HEADER;

    private static final int LEAST_CLIENT_RULE = ServicesDecoder.ClientsDecoder.sbeBlockLength()
            + ServicesDecoder.ClientsDecoder.TakersDecoder.sbeHeaderSize();

    /** Empty names take two octets of a message and twenty times that as objects, so the length alone is no bound. */
    private static final int MOST_SERVICES = 1 << 20;

    private final GenerationDecoder decoder = new GenerationDecoder();

    /** Reads the fields from {@code at} on; those of fixed length are there. */
    NewGeneration read(final DirectBuffer buffer, final int at, final Extent extent) throws NotUnderstoodException {
        decoder.wrap(buffer, at, GenerationDecoder.BLOCK_LENGTH, Template.SCHEMA_VERSION);
        if (decoder.number() <= 0 || decoder.baseNumber() < 0) {
            throw new NotUnderstoodException(
                    "generation %d as a change of %d: generations are numbered from 1, and 0 stands for no base"
                            .formatted(decoder.number(), decoder.baseNumber()));
        }
        final Digest digest = MessageDecoder.digest(decoder.digest());
        final boolean isPreparation = Codes.isPreparation(decoder.phase());
        final List<String> removed = removed(extent);
        final List<Service> services = services(extent);
        extent.requireEnd(decoder.limit());
        return new NewGeneration(decoder.number(), decoder.baseNumber(), digest, removed, services, isPreparation);
    }

    private List<String> removed(final Extent extent) throws NotUnderstoodException {
        extent.require(decoder.limit(), RemovedDecoder.sbeHeaderSize(), "head of removed");
        final RemovedDecoder group = decoder.removed();
        extent.requireGroup(
                decoder.limit(),
                group.count(),
                group.actingBlockLength(),
                RemovedDecoder.sbeBlockLength(),
                LEAST_REMOVED,
                "group removed");
        requireFew(group.count(), "group removed");
        final List<String> names = new ArrayList<>(group.count());
        while (group.hasNext()) {
            extent.require(decoder.limit(), LEAST_REMOVED, "removed service");
            group.next();
            extent.require(decoder.limit() + MessageDecoder.TEXT_HEADER, group.nameLength(), "name");
            final byte[] name = MessageDecoder.newName(group.nameLength());
            group.getName(name, 0, name.length);
            names.add(Text.decode(name));
        }
        return names;
    }

    private List<Service> services(final Extent extent) throws NotUnderstoodException {
        extent.require(decoder.limit(), ServicesDecoder.sbeHeaderSize(), "head of services");
        final ServicesDecoder group = decoder.services();
        extent.requireGroup(
                decoder.limit(),
                group.count(),
                group.actingBlockLength(),
                ServicesDecoder.sbeBlockLength(),
                LEAST_SERVICE,
                "group services");
        requireFew(group.count(), "group services");
        final List<Service> services = new ArrayList<>(group.count());
        while (group.hasNext()) {
            extent.require(decoder.limit(), LEAST_SERVICE, "service");
            services.add(service(group.next(), extent));
        }
        return services;
    }

    private static void requireFew(final int count, final String what) throws NotUnderstoodException {
        if (count > MOST_SERVICES) {
            throw new NotUnderstoodException("%s has %d entries, and %d at most".formatted(what, count, MOST_SERVICES));
        }
    }

    private Service service(final ServicesDecoder service, final Extent extent) throws NotUnderstoodException {
        final Endpoint endpoint = endpoint(service);
        final Handling handling = handling(service);
        final List<Prefix> sources = sources(service, extent);
        final List<Backend> backends = backends(service, extent);
        final List<ClientRule> clients = clients(service, extent);
        final Optional<QuicRouting> quic = QuicFields.read(decoder, service, extent);
        extent.require(decoder.limit(), MessageDecoder.TEXT_HEADER, "length of name");
        extent.require(decoder.limit() + MessageDecoder.TEXT_HEADER, service.nameLength(), "name");
        final byte[] name = MessageDecoder.newName(service.nameLength());
        service.getName(name, 0, name.length);
        return new Service(
                Text.decode(name),
                endpoint,
                Codes.mode(service.mode()),
                Codes.hash(service.hash()),
                positive("table size", service.tableSize()),
                sources,
                backends,
                clients,
                new FlowTracking(
                        Codes.scope(service.track()),
                        natural("drain", service.drain()),
                        Codes.yes("sticks", service.sticks())),
                quic.map(handling::with).orElse(handling));
    }

    private static Endpoint endpoint(final ServicesDecoder service) throws NotUnderstoodException {
        return new Endpoint(
                prefix("VIP", service.vip(), service.prefixLength()),
                Codes.protocol(service.protocol()),
                ports(service.port(), service.lastPort()));
    }

    private static Prefix prefix(final String what, final AddressDecoder decoder, final int length)
            throws NotUnderstoodException {
        final IpAddress address = address(decoder);
        if (length > address.width()) {
            throw new NotUnderstoodException(
                    "%s %s/%d; there are %d bits".formatted(what, address, length, address.width()));
        }
        final Prefix prefix = new Prefix(address, length);
        if (!prefix.equals(prefix.network())) {
            throw new NotUnderstoodException(
                    "%s %s has host bits; it would be %s".formatted(what, prefix, prefix.network()));
        }
        return prefix;
    }

    private static Ports ports(final int first, final int last) throws NotUnderstoodException {
        try {
            return new Ports(first, last);
        } catch (final IllegalArgumentException none) {
            throw new NotUnderstoodException(none.getMessage());
        }
    }

    private static Handling handling(final ServicesDecoder service) throws NotUnderstoodException {
        return new Handling(
                outer(service),
                Codes.fragments(service.fragments()),
                new Oversize(Codes.isFragmented(service.tooBig()), service.mss()),
                Optional.empty());
    }

    private static Outer outer(final ServicesDecoder service) throws NotUnderstoodException {
        if (service.gueVariant() > 1) {
            throw new NotUnderstoodException("GUE variant %d; there are 0 and 1".formatted(service.gueVariant()));
        }
        return new Outer(
                positive("outer hops", service.hops()),
                Codes.df(service.df()),
                Codes.dscp(service.dscp()),
                Codes.ecn(service.ecn()),
                Codes.yes("decrements", service.decrements()),
                new Outer.Gue(
                        port(service.guePort()),
                        service.gueVariant(),
                        Codes.yes("GUE checksum", service.gueChecksum())));
    }

    private List<Prefix> sources(final ServicesDecoder service, final Extent extent) throws NotUnderstoodException {
        extent.require(decoder.limit(), ServicesDecoder.SourcesDecoder.sbeHeaderSize(), "head of sources");
        final ServicesDecoder.SourcesDecoder group = service.sources();
        final int block = ServicesDecoder.SourcesDecoder.sbeBlockLength();
        extent.requireGroup(decoder.limit(), group.count(), group.actingBlockLength(), block, block, "group sources");
        final List<Prefix> sources = new ArrayList<>(group.count());
        while (group.hasNext()) {
            group.next();
            sources.add(prefix(address(group.address()), group.length()));
        }
        return sources;
    }

    private List<Backend> backends(final ServicesDecoder service, final Extent extent) throws NotUnderstoodException {
        extent.require(decoder.limit(), ServicesDecoder.BackendsDecoder.sbeHeaderSize(), "head of backends");
        final ServicesDecoder.BackendsDecoder group = service.backends();
        final int block = ServicesDecoder.BackendsDecoder.sbeBlockLength();
        extent.requireGroup(decoder.limit(), group.count(), group.actingBlockLength(), block, block, "group backends");
        final List<Backend> backends = new ArrayList<>(group.count());
        while (group.hasNext()) {
            final IpAddress address = address(group.next().address());
            backends.add(new Backend(address, natural("weight", group.weight()), Codes.yes("serves", group.serves())));
        }
        return backends;
    }

    private List<ClientRule> clients(final ServicesDecoder service, final Extent extent) throws NotUnderstoodException {
        extent.require(decoder.limit(), ServicesDecoder.ClientsDecoder.sbeHeaderSize(), "head of clients");
        final ServicesDecoder.ClientsDecoder group = service.clients();
        extent.requireGroup(
                decoder.limit(),
                group.count(),
                group.actingBlockLength(),
                ServicesDecoder.ClientsDecoder.sbeBlockLength(),
                LEAST_CLIENT_RULE,
                "group clients");
        final List<ClientRule> clients = new ArrayList<>(group.count());
        while (group.hasNext()) {
            extent.require(decoder.limit(), LEAST_CLIENT_RULE, "client rule");
            group.next();
            final Prefix from = prefix("clients from", group.from(), group.prefixLength());
            clients.add(new ClientRule(from, takers(group.takers(), extent)));
        }
        return clients;
    }

    private static Prefix prefix(final IpAddress address, final int length) throws NotUnderstoodException {
        if (length > address.width()) {
            throw new NotUnderstoodException(
                    "prefix length %d of %s; there are 0 to %d".formatted(length, address, address.width()));
        }
        return new Prefix(address, length);
    }

    private List<IpAddress> takers(final ServicesDecoder.ClientsDecoder.TakersDecoder group, final Extent extent)
            throws NotUnderstoodException {
        final int block = ServicesDecoder.ClientsDecoder.TakersDecoder.sbeBlockLength();
        extent.requireGroup(decoder.limit(), group.count(), group.actingBlockLength(), block, block, "group takers");
        final List<IpAddress> takers = new ArrayList<>(group.count());
        while (group.hasNext()) {
            takers.add(address(group.next().address()));
        }
        return takers;
    }

    private static IpAddress address(final AddressDecoder decoder) {
        return new IpAddress(decoder.high(), decoder.low());
    }

    private static int port(final int port) throws NotUnderstoodException {
        if (port == 0) {
            throw new NotUnderstoodException("port 0; there are 1 to 65535");
        }
        return port;
    }

    private static int positive(final String what, final long value) throws NotUnderstoodException {
        if (value == 0) {
            throw new NotUnderstoodException(what + " 0");
        }
        return natural(what, value);
    }

    private static int natural(final String what, final long value) throws NotUnderstoodException {
        if (value > Integer.MAX_VALUE) {
            throw new NotUnderstoodException("%s %d; there are %d at most".formatted(what, value, Integer.MAX_VALUE));
        }
        return (int) value;
    }
}
