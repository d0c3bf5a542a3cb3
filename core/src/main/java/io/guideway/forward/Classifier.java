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

    private Classifier() {}

    /** Finds the service of the packets that are still to be forwarded. */
    static void classify(final Batch batch, final int count, final ServiceTable services) {
        final VipIndex index = services.vips();
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            if (Packet.verdict(packet) == FORWARD) {
                classifyPacket(packet, index);
            }
        }
    }

    private static void classifyPacket(final long packet, final VipIndex index) {
        final int kind = Packet.kind(packet);
        final int service = find(Packet.network(packet), kind, index);
        Packet.service(packet, service);
        if (service < 0) {
            missed(packet, service, kind);
        }
    }

    private static int find(final long network, final int kind, final VipIndex index) {
        return (kind & VipIndex.IPV6) == 0
                ? index.find(0, MAPPED | Ipv4.destination(network) & 0xFFFF_FFFFL, kind)
                : index.find(Ipv6.destinationHigh(network), Ipv6.destinationLow(network), kind);
    }

    private static void missed(final long packet, final int miss, final int kind) {
        Packet.service(packet, Batch.NONE);
        Packet.verdict(packet, miss == VipIndex.NOT_OURS ? NOT_OURS : withoutService(kind));
    }

    private static int withoutService(final int kind) {
        if ((kind & Packet.FRAGMENT) != 0) {
            return FRAGMENT;
        }
        final int protocol = Packet.protocol(kind);
        return protocol == Transport.ICMP || protocol == Transport.ICMPV6 ? ICMP : NO_SERVICE;
    }
}
