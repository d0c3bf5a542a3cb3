package io.guideway.service;

import io.guideway.packet.IpAddress;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How QUIC connection ids name a service's backends (draft-ietf-quic-load-balancers-21). Immutable.
 *
 * @param configs 1 to 7 with distinct numbers; kept in the order of these
 * @param servers backend of each server id; an id serves all configurations of its length. Backends that the service does not
 *     have are passed over
 */
public record QuicRouting(List<QuicConfig> configs, SortedMap<ServerId, IpAddress> servers) {
    /** @throws IllegalArgumentException if there is no configuration, or two have one number */
    public QuicRouting {
        configs =
                configs.stream().sorted(Comparator.comparingInt(QuicConfig::id)).toList();
        servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
        if (configs.isEmpty() || configs.stream().map(QuicConfig::id).distinct().count() < configs.size()) {
            throw new IllegalArgumentException("configurations %s; give 1 to 7, each with its own number"
                    .formatted(configs.stream().map(QuicConfig::id).toList()));
        }
    }

    /** The same without the ids of other backends than these. */
    QuicRouting among(final List<Backend> backends) {
        final SortedMap<ServerId, IpAddress> left = new TreeMap<>(servers);
        left.values().retainAll(backends.stream().map(Backend::address).collect(Collectors.toSet()));
        return new QuicRouting(configs, left);
    }

    /** The same, of a map in any order. */
    public static QuicRouting of(final List<QuicConfig> configs, final Map<ServerId, IpAddress> servers) {
        return new QuicRouting(configs, new TreeMap<>(servers));
    }
}
