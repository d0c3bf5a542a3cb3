package io.guideway.forward;

import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.service.VipIndex;

/** Hot path. Third stop: which service is a packet for? */
final class Classifier {
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
        if (entry < 0) {
            return WideClassifier.classify(packet, entry, index);
        }
        Packet.entry(packet, entry);
        return entry;
    }

    private static long find(final long first, final long network, final int kind, final VipIndex index) {
        return (kind & VipIndex.IPV6) == 0
                ? index.find(first, 0, Ipv4.mappedDestination(network), kind)
                : index.find(first, Ipv6.destinationHigh(network), Ipv6.destinationLow(network), kind);
    }
}
