package io.guideway.forward;

import io.guideway.flow.FlowHash;
import io.guideway.packet.Icmp;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.service.VipIndex;

/**
 * Rare path. ICMP for a VIP: an error goes to the backend of the flow that it is about, an echo request is answered on the
 * spot, and the rest is dropped by name. Belongs to one worker.
 */
final class IcmpDetour implements AutoCloseable {
    private static final int ICMP = Verdict.ICMP.ordinal();
    private static final int ICMP_RATE = Verdict.ICMP_RATE.ordinal();
    private static final int ANSWERED = Verdict.ANSWERED.ordinal();

    private final QuotedFlow quoted;
    private final RateLimit echoes;

    /**
     * @param hash keyed with the tier's seed
     * @param echoes how often the worker may answer an echo request
     */
    IcmpDetour(final FlowHash hash, final RateLimit echoes) {
        quoted = new QuotedFlow(new Selector(hash));
        this.echoes = echoes;
    }

    /**
     * Looks at one packet of ICMP whose destination is a VIP.
     *
     * @param port index of the port that it came by
     * @return the ordinal of its verdict
     */
    int look(final long packet, final long mbuf, final int port, final VipIndex index) {
        final boolean ipv6 = Packet.isIpv6(packet);
        final int readable = readable(packet, mbuf);
        if (readable < Icmp.HEADER
                || Packet.protocol(Packet.kind(packet)) != (ipv6 ? Transport.ICMPV6 : Transport.ICMP)) {
            return ICMP;
        }
        final int typeAndCode = Icmp.typeAndCode(Packet.transport(packet));
        if (ipv6 ? Icmp.isV6Error(typeAndCode) : Icmp.isError(typeAndCode)) {
            return quoted.find(packet, readable, index);
        }
        return typeAndCode == (ipv6 ? Icmp.V6_ECHO : Icmp.ECHO) && Asker.isHost(packet)
                ? answer(packet, mbuf, port)
                : ICMP;
    }

    /** Octets from the transport header on that belong to the packet and stand in the first segment. */
    private static int readable(final long packet, final long mbuf) {
        final long readable = Mbuf.data(mbuf) + Mbuf.dataLength(mbuf);
        final long end = Packet.network(packet) + Packet.networkLength(packet);
        return (int) (Math.min(readable, end) - Packet.transport(packet));
    }

    private int answer(final long packet, final long mbuf, final int port) {
        if (!echoes.take()) {
            return ICMP_RATE;
        }
        Echo.turn(packet, mbuf);
        Packet.record(packet, port);
        return ANSWERED;
    }

    @Override
    public void close() {
        quoted.close();
    }
}
