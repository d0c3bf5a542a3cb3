package io.guideway.controller;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Who the node is.
 *
 * @param name 1 to 255 characters
 * @param tierSeed the key of the flow hash, the same on all nodes of the tier
 * @param metrics where it tells its metrics; empty if nowhere
 * @param api where the API is served beside its Unix socket, if anywhere
 */
public record NodeConfig(
        String name, TierSeed tierSeed, Optional<InetSocketAddress> metrics, Optional<ApiListener> api) {}
