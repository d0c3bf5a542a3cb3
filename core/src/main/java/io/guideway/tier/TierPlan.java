package io.guideway.tier;

import java.util.List;
import java.util.Optional;

/**
 * Whom a node tells of its flows, and where it listens: either an address of its own and those of the others, or a multicast
 * group. Addresses are text such as {@code 10.0.0.2:40456} or {@code [fd00::2]:40456}.
 *
 * @param name of the node, another one on each
 * @param k0 first word of the tier's seed
 * @param k1 second word of it
 * @param listen where the others reach it; empty with a group
 * @param peers where it reaches the others; empty with a group
 * @param group for all; empty without
 * @param through with a group: an address of the interface to use, where the system is not to choose
 */
public record TierPlan(
        String name,
        long k0,
        long k1,
        Optional<String> listen,
        List<String> peers,
        Optional<String> group,
        Optional<String> through) {
    private static final String UDP = "aeron:udp?endpoint=";

    /** A sender may be half of that ahead of its reader, and each reader of it has as much memory three times. */
    private static final String TERM = "|term-length=256k|mtu=1408";

    /** Takes a copy. */
    public TierPlan {
        peers = List.copyOf(peers);
    }

    /** Nodes that tell each other directly. */
    public static TierPlan unicast(
            final String name, final long k0, final long k1, final String listen, final List<String> peers) {
        return new TierPlan(name, k0, k1, Optional.of(listen), peers, Optional.empty(), Optional.empty());
    }

    /** Nodes that tell each other by a group. */
    public static TierPlan multicast(
            final String name, final long k0, final long k1, final String group, final Optional<String> through) {
        return new TierPlan(name, k0, k1, Optional.empty(), List.of(), Optional.of(group), through);
    }

    /** Whoever gets what is sent once. */
    List<String> destinations() {
        return group.map(List::of).orElse(peers);
    }

    String sender(final String destination) {
        return reader(destination) + TERM;
    }

    String reader() {
        return reader(group.or(() -> listen).orElseThrow());
    }

    private String reader(final String endpoint) {
        return UDP + endpoint + through.map(address -> "|interface=" + address).orElse("");
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "TierPlan[name=%s, reader=%s, destinations=%s]".formatted(name, reader(), destinations());
    }
}
