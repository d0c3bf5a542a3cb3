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

    /** The first 96 bits of an IPv4 address in its mapped form, as the upper part of its low half. */
    private static final long MAPPED = 0xFFFFL << 32;

    /** A protocol that no service has, and whole TCP and UDP packets neither. */
    private static final int NO_PROTOCOL = 0xFF;

    private Classifier() {}

    /** Fills the service column of the packets that are still to be forwarded. */
    static void classify(final Batch batch, final int count, final ServiceTable services) {
        final VipIndex index = services.vips();
        for (int i = 0; i < count; i++) {
            if (batch.verdict[i] == FORWARD) {
                batch.verdict[i] = classifyPacket(batch, i, index);
            }
        }
    }

    private static int classifyPacket(final Batch batch, final int i, final VipIndex index) {
        final int kind = batch.kind[i];
        final int service = find(batch.network[i], kind, key(kind, batch.transport[i]), index);
        if (service < 0) {
            return missed(service, kind);
        }
        batch.service[i] = service;
        return FORWARD;
    }

    private static int find(final long network, final int kind, final int key, final VipIndex index) {
        return (kind & Batch.IPV6) == 0
                ? index.find(0, MAPPED | Ipv4.destination(network) & 0xFFFF_FFFFL, key)
                : index.find(Ipv6.destinationHigh(network), Ipv6.destinationLow(network), key);
    }

    private static int key(final int kind, final long transport) {
        final int protocolOrFragment = kind & (Batch.PROTOCOL | Batch.FRAGMENT);
        final boolean hasPorts = protocolOrFragment == Transport.TCP || protocolOrFragment == Transport.UDP;
        final int port = hasPorts ? Transport.destinationPort(transport) : 0;
        return VipIndex.key((kind & Batch.IPV6) != 0, hasPorts ? protocolOrFragment : NO_PROTOCOL, port);
    }

    private static int missed(final int miss, final int kind) {
        if (miss == VipIndex.NOT_OURS) {
            return NOT_OURS;
        }
        if ((kind & Batch.FRAGMENT) != 0) {
            return FRAGMENT;
        }
        final int protocol = kind & Batch.PROTOCOL;
        return protocol == Transport.ICMP || protocol == Transport.ICMPV6 ? ICMP : NO_SERVICE;
    }
}
