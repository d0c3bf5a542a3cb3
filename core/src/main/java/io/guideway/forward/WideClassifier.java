package io.guideway.forward;

import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.service.VipIndex;

/**
 * Third stop of packets that are for no exact service: they may be for one that takes more than one address, protocol or port;
 * if not, this says what they are instead. Fragments and ICMP are only told from what is not ours: whose they are is not said by
 * their ports.
 */
final class WideClassifier {
    private static final int NOT_OURS = Verdict.NOT_OURS.ordinal();
    private static final int NO_SERVICE = Verdict.NO_SERVICE.ordinal();
    private static final int ICMP = Verdict.ICMP.ordinal();
    private static final int FRAGMENT = Verdict.FRAGMENT.ordinal();

    private WideClassifier() {}

    /**
     * Finds the service of one packet; returns its entry, or something negative.
     *
     * @param miss what {@link VipIndex#find} has said of it
     */
    static long classify(final long packet, final long miss, final VipIndex index) {
        final int kind = Packet.kind(packet);
        final long network = Packet.network(packet);
        final long found = (kind & VipIndex.IPV6) == 0
                ? index.widen(miss, 0, Ipv4.mappedDestination(network), kind)
                : index.widen(miss, Ipv6.destinationHigh(network), Ipv6.destinationLow(network), kind);
        if (found == VipIndex.NOT_OURS) {
            return refuse(packet, NOT_OURS);
        }
        final int special = special(kind);
        if (special != NO_SERVICE || found == VipIndex.NO_SERVICE) {
            return refuse(packet, special);
        }
        Packet.entry(packet, found);
        return found;
    }

    private static long refuse(final long packet, final int verdict) {
        Packet.entry(packet, Packet.NO_ENTRY);
        Packet.verdict(packet, verdict);
        return VipIndex.NO_SERVICE;
    }

    private static int special(final int kind) {
        if ((kind & Packet.FRAGMENT) != 0) {
            return FRAGMENT;
        }
        final int protocol = Packet.protocol(kind);
        return protocol == Transport.ICMP || protocol == Transport.ICMPV6 ? ICMP : NO_SERVICE;
    }
}
