package io.guideway.wire;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.Outer;
import io.guideway.service.Service;
import io.guideway.wire.sbe.AddressEncoder;
import io.guideway.wire.sbe.GenerationEncoder;
import io.guideway.wire.sbe.MessageHeaderEncoder;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** {@link NewGeneration} to octets. One thread. */
final class GenerationWriter {
    private final GenerationEncoder encoder = new GenerationEncoder();

    /** Writes it, header first, to the beginning of a buffer that grows; returns its octets. */
    int write(final NewGeneration message, final MutableDirectBuffer buffer, final MessageHeaderEncoder header) {
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .number(message.number())
                .baseNumber(message.base())
                .phase(Codes.phase(message.isPreparation()));
        encoder.digest().high(message.digest().high()).low(message.digest().low());
        final GenerationEncoder.RemovedEncoder removed =
                encoder.removedCount(message.removed().size());
        for (final String name : message.removed()) {
            final byte[] octets = Text.checkName(name);
            removed.next().putName(octets, 0, octets.length);
        }
        final GenerationEncoder.ServicesEncoder services =
                encoder.servicesCount(message.services().size());
        for (final Service service : message.services()) {
            write(service, services.next());
        }
        return encoder.limit();
    }

    private static void write(final Service service, final GenerationEncoder.ServicesEncoder encoder) {
        encoder.prefixLength((short) service.endpoint().vip().length())
                .port(service.endpoint().ports().first())
                .lastPort(service.endpoint().ports().last())
                .protocol(Codes.of(service.protocol()))
                .mode(Codes.of(service.mode()))
                .hash(Codes.of(service.hash()))
                .tableSize(service.tableSize())
                .track(Codes.of(service.tracking().scope()))
                .sticks(Codes.of(service.tracking().sticks()))
                .drain(service.tracking().drainSeconds())
                .fragments(Codes.of(service.handling().fragments()))
                .tooBig(Codes.tooBig(service.handling().oversize().isFragmented()))
                .mss(service.handling().oversize().mss());
        write(service.handling().outer(), encoder);
        write(service.vip(), encoder.vip());
        final GenerationEncoder.ServicesEncoder.SourcesEncoder sources =
                encoder.sourcesCount(service.sources().size());
        for (final Prefix source : service.sources()) {
            write(
                    source.address(),
                    sources.next().length((short) source.length()).address());
        }
        final GenerationEncoder.ServicesEncoder.BackendsEncoder backends =
                encoder.backendsCount(service.backends().size());
        for (final Backend backend : service.backends()) {
            backends.next().weight(backend.weight()).serves(Codes.of(backend.serves()));
            write(backend.address(), backends.address());
        }
        write(service.clients(), encoder.clientsCount(service.clients().size()));
        QuicFields.write(service.handling().quic(), encoder);
        final byte[] name = Text.checkName(service.name());
        encoder.putName(name, 0, name.length);
    }

    private static void write(
            final List<ClientRule> clients, final GenerationEncoder.ServicesEncoder.ClientsEncoder encoder) {
        for (final ClientRule rule : clients) {
            encoder.next().prefixLength((short) rule.from().length());
            write(rule.from().address(), encoder.from());
            final GenerationEncoder.ServicesEncoder.ClientsEncoder.TakersEncoder takers =
                    encoder.takersCount(rule.backends().size());
            for (final IpAddress backend : rule.backends()) {
                write(backend, takers.next().address());
            }
        }
    }

    private static void write(final Outer outer, final GenerationEncoder.ServicesEncoder encoder) {
        encoder.hops((short) outer.hops())
                .df(Codes.of(outer.df()))
                .dscp(Codes.ofDscp(outer.dscp()))
                .ecn(Codes.of(outer.ecn()))
                .decrements(Codes.of(outer.decrements()))
                .guePort(outer.gue().port())
                .gueVariant((short) outer.gue().variant())
                .gueChecksum(Codes.of(outer.gue().hasChecksum()));
    }

    private static void write(final IpAddress address, final AddressEncoder encoder) {
        encoder.high(address.high()).low(address.low());
    }
}
