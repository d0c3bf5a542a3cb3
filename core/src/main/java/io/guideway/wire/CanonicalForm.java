package io.guideway.wire;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
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
        write(service.vip(), octets);
        octets.writeShort(service.port());
        octets.writeByte(Codes.of(service.protocol()));
        octets.writeByte(Codes.of(service.mode()));
        octets.writeByte(Codes.of(service.hash()));
        octets.writeInt(service.tableSize());
        octets.writeByte(Codes.of(service.tracking().scope()));
        octets.writeByte(Codes.of(service.tracking().sticks()));
        octets.writeInt(service.tracking().drainSeconds());
        octets.writeInt(service.sources().size());
        for (final IpAddress source : service.sources()) {
            write(source, octets);
        }
        octets.writeInt(service.backends().size());
        for (final Backend backend : service.backends()) {
            write(backend.address(), octets);
            octets.writeInt(backend.weight());
            octets.writeByte(Codes.of(backend.serves()));
        }
        write(service.handling().quic(), octets);
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
