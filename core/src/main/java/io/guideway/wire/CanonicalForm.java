package io.guideway.wire;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.Outer;
import io.guideway.service.QuicConfig;
import io.guideway.service.QuicRouting;
import io.guideway.service.ServerId;
import io.guideway.service.Service;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The octets of a set of services that its digest is computed over, as docs/wire.md has them. Numbers are in network order. */
final class CanonicalForm {
    /** "gws1": the form and its version. */
    private static final int MARK = 0x67777331;

    private CanonicalForm() {}

    /** Writes services that are in canonical order. */
    static void write(final List<Service> canonical, final OutputStream out) throws IOException {
        final DataOutputStream octets = new DataOutputStream(new BufferedOutputStream(out));
        octets.writeInt(MARK);
        octets.writeInt(canonical.size());
        for (final Service service : canonical) {
            write(service, octets);
        }
        octets.flush();
    }

    private static void write(final Service service, final DataOutputStream octets) throws IOException {
        final byte[] name = service.name().getBytes(StandardCharsets.UTF_8);
        octets.writeShort(name.length);
        octets.write(name);
        write(service.endpoint().vip(), octets);
        octets.writeShort(service.endpoint().ports().first());
        octets.writeShort(service.endpoint().ports().last());
        octets.writeByte(Codes.of(service.protocol()));
        octets.writeByte(Codes.of(service.mode()));
        octets.writeByte(Codes.of(service.hash()));
        octets.writeInt(service.tableSize());
        octets.writeByte(Codes.of(service.tracking().scope()));
        octets.writeByte(Codes.of(service.tracking().sticks()));
        octets.writeInt(service.tracking().drainSeconds());
        octets.writeByte(Codes.of(service.handling().fragments()));
        octets.writeByte(Codes.tooBig(service.handling().oversize().isFragmented()));
        octets.writeShort(service.handling().oversize().mss());
        write(service.handling().outer(), octets);
        octets.writeInt(service.sources().size());
        for (final Prefix source : service.sources()) {
            write(source.address(), octets);
            octets.writeByte(source.length());
        }
        octets.writeInt(service.backends().size());
        for (final Backend backend : service.backends()) {
            write(backend.address(), octets);
            octets.writeInt(backend.weight());
            octets.writeByte(Codes.of(backend.serves()));
        }
        octets.writeInt(service.clients().size());
        for (final ClientRule rule : service.clients()) {
            write(rule.from(), octets);
            octets.writeInt(rule.backends().size());
            for (final IpAddress backend : rule.backends()) {
                write(backend, octets);
            }
        }
        write(service.handling().quic(), octets);
    }

    private static void write(final Prefix prefix, final DataOutputStream octets) throws IOException {
        write(prefix.address(), octets);
        octets.writeByte(prefix.length());
    }

    private static void write(final Outer outer, final DataOutputStream octets) throws IOException {
        octets.writeByte(outer.hops());
        octets.writeByte(Codes.of(outer.df()));
        octets.writeByte(Codes.ofDscp(outer.dscp()));
        octets.writeByte(Codes.of(outer.ecn()));
        octets.writeByte(Codes.of(outer.decrements()));
        octets.writeShort(outer.gue().port());
        octets.writeByte(outer.gue().variant());
        octets.writeByte(Codes.of(outer.gue().hasChecksum()));
    }

    private static void write(final Optional<QuicRouting> quic, final DataOutputStream octets) throws IOException {
        octets.writeByte(quic.map(routing -> routing.configs().size()).orElse(0));
        if (quic.isEmpty()) {
            return;
        }
        for (final QuicConfig config : quic.get().configs()) {
            octets.writeByte(config.id());
            octets.writeByte(config.serverIdOctets());
            octets.writeByte(config.nonceOctets());
            octets.writeByte(Codes.of(config.key().isPresent()));
            if (config.key().isPresent()) {
                octets.write(config.key().get().octets());
            }
        }
        octets.writeInt(quic.get().servers().size());
        for (final Map.Entry<ServerId, IpAddress> server : quic.get().servers().entrySet()) {
            octets.writeLong(server.getKey().high());
            octets.writeLong(server.getKey().low());
            write(server.getValue(), octets);
        }
    }

    private static void write(final IpAddress address, final DataOutputStream octets) throws IOException {
        octets.writeLong(address.high());
        octets.writeLong(address.low());
    }
}
