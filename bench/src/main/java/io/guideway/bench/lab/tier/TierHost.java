package io.guideway.bench.lab.tier;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A node or backend on the router's link.
 *
 * @param name of its namespace's role and of its port on the router's bridge
 * @param number the last octet of its address, and of its Ethernet address in decimal
 */
record TierHost(String name, int number) {
    static final String DEVICE = "eth0";
    static final String LINK = "10.77.0.";
    static final int PREFIX_LENGTH = 24;

    private static final int FIRST_NODE = 2;
    private static final int FIRST_BACKEND = 11;

    static List<TierHost> nodes(final int count) {
        return hosts("n", FIRST_NODE, count);
    }

    static List<TierHost> backends() {
        return hosts("b", FIRST_BACKEND, TierPlan.BACKENDS);
    }

    private static List<TierHost> hosts(final String prefix, final int first, final int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TierHost(prefix + (i + 1), first + i))
                .toList();
    }

    String address() {
        return LINK + number;
    }

    String addressOnLink() {
        return address() + "/" + PREFIX_LENGTH;
    }

    /** Locally administered. */
    String mac() {
        return "02:00:00:00:77:%02d".formatted(number);
    }
}
