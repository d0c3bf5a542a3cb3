package io.guideway.wire;

import io.guideway.packet.IpAddress;
import io.guideway.service.QuicConfig;
import io.guideway.service.QuicKey;
import io.guideway.service.QuicRouting;
import io.guideway.service.ServerId;
import io.guideway.wire.sbe.BlockDecoder;
import io.guideway.wire.sbe.GenerationDecoder;
import io.guideway.wire.sbe.GenerationDecoder.ServicesDecoder;
import io.guideway.wire.sbe.GenerationEncoder.ServicesEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a service routes by connection id, to octets and back; believes nothing of what it reads. */
final class QuicFields {
    /** Octets of a service that does not. */
    static final int LEAST_OCTETS =
            ServicesDecoder.QuicConfigsDecoder.sbeHeaderSize() + ServicesDecoder.ServerIdsDecoder.sbeHeaderSize();

    private QuicFields() {}

    static void write(final Optional<QuicRouting> quic, final ServicesEncoder encoder) {
        final List<QuicConfig> configs = quic.map(QuicRouting::configs).orElse(List.of());
        final ServicesEncoder.QuicConfigsEncoder group = encoder.quicConfigsCount(configs.size());
        for (final QuicConfig config : configs) {
            final QuicKey key = config.key().orElse(new QuicKey(0, 0));
            group.next()
                    .id((short) config.id())
                    .serverIdOctets((short) config.serverIdOctets())
                    .nonceOctets((short) config.nonceOctets())
                    .isEncrypted(Codes.of(config.key().isPresent()));
            group.key().high(key.high()).low(key.low());
        }
        final Map<ServerId, IpAddress> servers =
                quic.<Map<ServerId, IpAddress>>map(QuicRouting::servers).orElse(Map.of());
        final ServicesEncoder.ServerIdsEncoder ids = encoder.serverIdsCount(servers.size());
        servers.forEach((id, address) -> {
            ids.next().serverId().high(id.high()).low(id.low());
            ids.address().high(address.high()).low(address.low());
        });
    }

    /** Reads both groups, which follow at the decoder's limit. */
    static Optional<QuicRouting> read(
            final GenerationDecoder decoder, final ServicesDecoder service, final Extent extent)
            throws NotUnderstoodException {
        final List<QuicConfig> configs = configs(decoder, service, extent);
        final Map<ServerId, IpAddress> servers = servers(decoder, service, extent);
        try {
            return configs.isEmpty() && servers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(QuicRouting.of(configs, servers));
        } catch (final IllegalArgumentException senseless) {
            throw new NotUnderstoodException(senseless.getMessage());
        }
    }

    private static List<QuicConfig> configs(
            final GenerationDecoder decoder, final ServicesDecoder service, final Extent extent)
            throws NotUnderstoodException {
        extent.require(
                decoder.limit(), ServicesDecoder.QuicConfigsDecoder.sbeHeaderSize(), "head of QUIC configurations");
        final ServicesDecoder.QuicConfigsDecoder group = service.quicConfigs();
        final int block = ServicesDecoder.QuicConfigsDecoder.sbeBlockLength();
        extent.requireGroup(
                decoder.limit(), group.count(), group.actingBlockLength(), block, block, "group QUIC configurations");
        final List<QuicConfig> configs = new ArrayList<>();
        while (group.hasNext()) {
            configs.add(config(group.next()));
        }
        return configs;
    }

    private static QuicConfig config(final ServicesDecoder.QuicConfigsDecoder decoder) throws NotUnderstoodException {
        final boolean isEncrypted = Codes.yes("encrypted", decoder.isEncrypted());
        final BlockDecoder key = decoder.key();
        try {
            return new QuicConfig(
                    decoder.id(),
                    decoder.serverIdOctets(),
                    decoder.nonceOctets(),
                    isEncrypted ? Optional.of(new QuicKey(key.high(), key.low())) : Optional.empty());
        } catch (final IllegalArgumentException senseless) {
            throw new NotUnderstoodException(senseless.getMessage());
        }
    }

    private static Map<ServerId, IpAddress> servers(
            final GenerationDecoder decoder, final ServicesDecoder service, final Extent extent)
            throws NotUnderstoodException {
        extent.require(decoder.limit(), ServicesDecoder.ServerIdsDecoder.sbeHeaderSize(), "head of server ids");
        final ServicesDecoder.ServerIdsDecoder group = service.serverIds();
        final int block = ServicesDecoder.ServerIdsDecoder.sbeBlockLength();
        extent.requireGroup(
                decoder.limit(), group.count(), group.actingBlockLength(), block, block, "group server ids");
        final Map<ServerId, IpAddress> servers = new HashMap<>();
        while (group.hasNext()) {
            final ServerId id = serverId(group.next().serverId());
            if (servers.put(
                            id,
                            new IpAddress(
                                    group.address().high(), group.address().low()))
                    != null) {
                throw new NotUnderstoodException("two backends have server id " + id);
            }
        }
        return servers;
    }

    private static ServerId serverId(final BlockDecoder decoder) throws NotUnderstoodException {
        try {
            return new ServerId(decoder.high(), decoder.low());
        } catch (final IllegalArgumentException senseless) {
            throw new NotUnderstoodException(senseless.getMessage());
        }
    }
}
