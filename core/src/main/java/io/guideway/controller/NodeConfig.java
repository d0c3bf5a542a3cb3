package io.guideway.controller;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Who the node is.
 *
 * @param name 1 to 255 characters
 * @param tierSeed the key of the flow hash, the same on all nodes of the tier
 * @param metrics where it tells its metrics; empty if nowhere
 * @param api where the API is served beside its Unix socket, if anywhere
 * @param prepare how long flows that begin are recorded before a planned change moves their slots; zero for not at all
 */
public record NodeConfig(
        String name,
        TierSeed tierSeed,
        Optional<InetSocketAddress> metrics,
        Optional<ApiListener> api,
        Duration prepare) {
    /** Where the configuration says nothing: a SYN is sent again after a second (RFC 6298, section 2). */
    public static final Duration DEFAULT_PREPARE = Duration.ofMillis(1500);
}
