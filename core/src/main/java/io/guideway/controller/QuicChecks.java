package io.guideway.controller;

import io.guideway.service.QuicConfig;
import io.guideway.service.QuicKey;
import io.guideway.service.ServerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether routing by connection id makes sense: configurations that the draft allows (draft-ietf-quic-load-balancers-21, section
 * 5.3), and server ids that name one backend each. Looks at the file itself, before anything is read from it.
 */
final class QuicChecks {
    private QuicChecks() {}

    static void check(final Item root) {
        for (final Item service : root.child("services").items()) {
            final List<Item> backends = service.child("backends").items();
            if (service.child("quic").isPresent()) {
                protocol(service);
                configs(service.child("quic").child("configs").items());
                serverIds(service.child("quic").child("configs").items(), backends);
            } else {
                backends.forEach(QuicChecks::warnWithoutEffect);
            }
        }
    }

    private static void protocol(final Item service) {
        if (service.child("protocol").text().equals("tcp")) {
            service.key("quic").error("is for services over UDP", "set protocol to udp, or remove the key");
        }
    }

    private static void warnWithoutEffect(final Item backend) {
        if (backend.child("server-id").isPresent()) {
            backend.key("server-id").warn("has no effect without quic", "remove it, or say quic in the service");
        }
    }

    private static void configs(final List<Item> configs) {
        final List<Item> numbers =
                configs.stream().map(config -> config.child("id")).toList();
        Duplicates.check(
                numbers, numbers.stream().map(Item::integer).toList(), "number", "give each its own, from 0 to 6");
        for (final Item config : configs) {
            final int serverId = config.child("server-id-length").integer();
            if (serverId + config.child("nonce-length").integer() > QuicConfig.MOST_OCTETS) {
                config.child("nonce-length")
                        .error(
                                "together with the server id is longer than %d octets, all that a connection id holds"
                                        .formatted(QuicConfig.MOST_OCTETS),
                                "use 4 to " + (QuicConfig.MOST_OCTETS - serverId));
            }
            final Item key = config.child("key");
            if (key.isPresent() && QuicKey.parse(key.text()).isZero()) {
                key.error("is all zeros, a key that everyone guesses", "use the output of `openssl rand -hex 16`");
            }
        }
    }

    private static void serverIds(final List<Item> configs, final List<Item> backends) {
        final Map<Integer, List<Integer>> configsByLength = configs.stream()
                .collect(Collectors.groupingBy(
                        config -> config.child("server-id-length").integer(),
                        TreeMap::new,
                        Collectors.mapping(config -> config.child("id").integer(), Collectors.toList())));
        final List<Item> all = backends.stream()
                .map(QuicReader::serverIds)
                .flatMap(List::stream)
                .toList();
        Duplicates.check(
                all,
                all.stream().map(id -> ServerId.parse(id.text())).toList(),
                "server id",
                "give each backend its own");
        for (final Item backend : backends) {
            serverIds(configsByLength, backend);
        }
    }

    private static void serverIds(final Map<Integer, List<Integer>> configsByLength, final Item backend) {
        final List<Item> ids = QuicReader.serverIds(backend);
        for (final Item id : ids) {
            if (!configsByLength.containsKey(octets(id))) {
                id.error(
                        "has %d octets, and no configuration has server ids of that length".formatted(octets(id)),
                        "write " + lengths(configsByLength.keySet()));
            }
        }
        final Set<Integer> lengths = ids.stream().map(QuicChecks::octets).collect(Collectors.toSet());
        configsByLength.forEach((length, configs) -> {
            if (!lengths.contains(length)) {
                backend.warn(
                        "has no server id of %d octets, so no connection id of configuration %s names it"
                                .formatted(length, text(configs)),
                        "add it to server-id");
            }
        });
    }

    private static int octets(final Item id) {
        return id.text().length() / 2;
    }

    private static String lengths(final Collection<Integer> octets) {
        return octets.stream().map(length -> 2 * length + " hex digits").collect(Collectors.joining(" or "));
    }

    private static String text(final List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }
}
