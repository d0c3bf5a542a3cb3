package io.guideway.controller;

import java.util.List;

/** All that the schema cannot say, over the whole configuration. Items and values correspond one for one, by index. */
final class Checks {
    private Checks() {}

    static void check(final Item root, final Configuration configuration) {
        final Item seed = root.child("node").child("tier-seed");
        if (configuration.node().tierSeed().isZero()) {
            seed.error("is all zeros, a key that everyone guesses", "use the output of `openssl rand -hex 16`");
        }
        final Item dpdk = root.child("dpdk");
        final List<Item> workers = dpdk.child("workers").items();
        Duplicates.check(workers, configuration.dpdk().workers(), "CPU", "give each worker its own");
        PortChecks.check(dpdk.child("ports").items(), configuration.dpdk().ports());
        final List<Item> services = root.child("services").items();
        ServiceChecks.check(services, configuration.services());
        TrackingChecks.check(root, configuration);
        OversizeChecks.check(root, configuration);
        OuterChecks.check(services, configuration.services());
        BackendChecks.check(services, configuration);
        configuration.tier().ifPresent(tier -> TierChecks.check(root.child("tier"), tier));
        new Reachability(configuration).check(root.child("services"));
    }
}
