package io.guideway.controller;

import io.guideway.packet.AddressKind;
import io.guideway.packet.IpAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether a node can reach its tier as it is told to. */
final class TierChecks {
    private static final Set<AddressKind> REACHABLE = EnumSet.of(AddressKind.UNICAST, AddressKind.LOOPBACK);

    private TierChecks() {}

    static void check(final Item item, final TierConfig tier) {
        if (tier.group().isPresent()) {
            checkGroup(item, tier);
        } else {
            checkPeers(item, tier);
        }
    }

    private static void checkGroup(final Item item, final TierConfig tier) {
        refuse(item, "listen", "group");
        refuse(item, "peers", "group");
        final IpAddress group = tier.group().orElseThrow().address();
        if (AddressKind.of(group) != AddressKind.MULTICAST) {
            item.child("group").error("is no multicast address", "write 239.1.2.3:40456, or name peers instead");
        } else if ((group.low() & 1) == 0) {
            item.child("group").error("is even, and the next one is needed too", "take an odd address");
        }
        if (tier.through().isEmpty()) {
            item.error("a group needs the interface that carries it", "add interface, this node's address there");
        } else if (tier.through().get().isIpv4() != group.isIpv4()) {
            item.child("interface").error("is of another family than the group", "give one of the same");
        }
    }

    private static void checkPeers(final Item item, final TierConfig tier) {
        refuse(item, "interface", "listen");
        if (tier.listen().isEmpty()) {
            item.error(
                    "says neither where this node listens nor which group it is in", "add listen and peers, or group");
            return;
        }
        checkReachable(item.child("listen"), tier.listen().get());
        final List<Item> peers = item.child("peers").items();
        for (int i = 0; i < peers.size(); i++) {
            checkReachable(peers.get(i), tier.peers().get(i));
            if (tier.peers().get(i).equals(tier.listen().get())) {
                peers.get(i).error("is where this node itself listens", "name the other nodes only");
            }
        }
        Duplicates.check(peers, tier.peers(), "address", "name each node once");
    }

    private static void checkReachable(final Item item, final AddressPort endpoint) {
        final AddressKind kind = AddressKind.of(endpoint.address());
        if (!REACHABLE.contains(kind)) {
            item.error("is " + kind, "give a unicast address of the node");
        }
    }

    private static void refuse(final Item item, final String key, final String other) {
        if (item.child(key).isPresent()) {
            item.key(key).error("does not go with " + other, "remove the key");
        }
    }
}
