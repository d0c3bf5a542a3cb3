package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.service.QuicConfig;
import io.guideway.service.QuicKey;
import io.guideway.service.QuicRouting;
import io.guideway.service.ServerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the {@code quic} of one service of the file, and its backends' server ids, into a value. {@link QuicChecks} have passed it. */
final class QuicReader {
    private QuicReader() {}

    static Optional<QuicRouting> read(final Item service) {
        final Item quic = service.child("quic");
        if (!quic.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(QuicRouting.of(
                quic.child("configs").items().stream().map(QuicReader::config).toList(),
                servers(service.child("backends").items())));
    }

    private static QuicConfig config(final Item config) {
        final Item key = config.child("key");
        return new QuicConfig(
                config.child("id").integer(),
                config.child("server-id-length").integer(),
                config.child("nonce-length").integer(),
                key.isPresent() ? Optional.of(QuicKey.parse(key.text())) : Optional.empty());
    }

    private static Map<ServerId, IpAddress> servers(final List<Item> backends) {
        final Map<ServerId, IpAddress> servers = new HashMap<>();
        for (final Item backend : backends) {
            final IpAddress address = IpAddress.parse(backend.child("address").text());
            serverIds(backend).forEach(id -> servers.put(ServerId.parse(id.text()), address));
        }
        return servers;
    }

    /** A backend's server ids, where they stand: one, or a list of them. */
    static List<Item> serverIds(final Item backend) {
        final Item given = backend.child("server-id");
        return !given.isPresent() || given.json().isArray() ? given.items() : List.of(given);
    }
}
