package io.guideway.forward;

import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.service.VipIndex;

/** Hot path. Third stop: which service is a packet for? */
final class Classifier {
    private static final int FORWARD = Batch.FORWARD;
    private static final int NOT_OURS = Verdict.NOT_OURS.ordinal();
    private static final int NO_SERVICE = Verdict.NO_SERVICE.ordinal();
    private static final int ICMP = Verdict.ICMP.ordinal();
    private static final int FRAGMENT = Verdict.FRAGMENT.ordinal();

    private Classifier() {}

    /** Finds out where the index begins to look for the service of one packet, and notes it as its entry. */
    static void begin(final long packet, final VipIndex index) {
        final int kind = Packet.kind(packet);
        final long network = Packet.network(packet);
        final long first = (kind & VipIndex.IPV6) == 0
                ? index.first(0, Ipv4.mappedDestination(network), kind)
                : index.first(Ipv6.destinationHigh(network), Ipv6.destinationLow(network), kind);
        Packet.entry(packet, first);
    }

    /** Finds the service of one packet that was begun; returns its entry, or something negative. */
    static long classify(final long packet, final VipIndex index) {
        final int kind = Packet.kind(packet);
        final long entry = find(Packet.entry(packet), Packet.network(packet), kind, index);
        if (entry >= 0) {
            Packet.entry(packet, entry);
        } else {
            Packet.entry(packet, Packet.NO_ENTRY);
            Packet.verdict(packet, entry == VipIndex.NOT_OURS ? NOT_OURS : withoutService(kind));
        }
        return entry;
    }

    private static long find(final long first, final long network, final int kind, final VipIndex index) {
        return (kind & VipIndex.IPV6) == 0
                ? index.find(first, 0, Ipv4.mappedDestination(network), kind)
                : index.find(first, Ipv6.destinationHigh(network), Ipv6.destinationLow(network), kind);
    }

    /** Whether an address is a VIP, in the form of {@link io.guideway.packet.IpAddress}; off the hot path. */
    static boolean isVip(final long high, final long low, final boolean ipv6, final VipIndex index) {
        final int key = VipIndex.key(ipv6, ipv6 ? Transport.ICMPV6 : Transport.ICMP, 0);
        return index.find(index.first(high, low, key), high, low, key) != VipIndex.NOT_OURS;
    }

    private static int withoutService(final int kind) {
        if ((kind & Packet.FRAGMENT) != 0) {
            return FRAGMENT;
        }
        final int protocol = Packet.protocol(kind);
        return protocol == Transport.ICMP || protocol == Transport.ICMPV6 ? ICMP : NO_SERVICE;
    }
}
