package io.guideway.forward;

import io.guideway.packet.Arp;
import io.guideway.packet.Ethernet;
import io.guideway.packet.Ipv6;
import io.guideway.packet.MacAddress;
import io.guideway.packet.NeighbourDiscovery;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.service.VipIndex;
import java.util.Optional;

/**
 * Off the hot path: who comes to a worker without being for a backend. Questions of the link for our addresses are answered on
 * the spot, in place; what tells of neighbours, what is for the kernel, and what waits for the address of a neighbour goes to
 * the porter, where there is one. Belongs to one worker, makes no objects, and waits for nobody.
 */
final class Reception {
    private static final int ANSWERED = Verdict.ANSWERED.ordinal();
    private static final int KERNEL = Verdict.KERNEL.ordinal();
    private static final int NEIGHBOUR_DISCOVERY = Verdict.NEIGHBOUR_DISCOVERY.ordinal();
    private static final int KERNEL_RATE = Verdict.KERNEL_RATE.ordinal();

    /** High half of an IPv4 address in mapped form, and what stands before its 32 bits in the low half. */
    private static final long MAPPED_HIGH = 0;

    private static final long MAPPED_LOW = 0xFFFFL << 32;

    private final Hatch hatch;

    /** @param hatch to the porter; without one only questions are answered */
    Reception(final Optional<Hatch> hatch) {
        this.hatch = hatch.orElse(null);
    }

    /**
     * Looks at packet {@code i}, which is not to be forwarded. Its verdict may change, to {@link Verdict#ANSWERED}, with its
     * record saying by which queue, to {@link Verdict#KERNEL}, or to {@link Batch#LATER}; the mbuf stays with the worker.
     *
     * @param hasWaited whether it comes from the porter, and must not go there again
     */
    void look(
            final Batch batch,
            final int i,
            final ServiceTable services,
            final OwnAddresses own,
            final boolean hasWaited) {
        final long packet = batch.packet(i);
        switch (Verdict.of(Packet.verdict(packet))) {
            case ARP -> arp(packet, batch.mbuf(i), services.vips(), own);
            case MULTICAST_MAC -> multicast(packet, batch.mbuf(i), services.vips(), own);
            case ICMP -> icmp(packet, batch.mbuf(i), services.vips(), own);
            case NOT_OURS -> notOurs(packet, batch.mbuf(i), services.vips(), own);
            case NO_SERVICE -> toKernel(packet, batch.mbuf(i), own);
            case NO_NEIGHBOUR -> {
                if (!hasWaited) {
                    await(packet, batch.mbuf(i), services, own);
                }
            }
            default -> {
                // It is what its verdict says, and nobody else's business.
            }
        }
    }

    private void arp(final long packet, final long mbuf, final VipIndex vips, final OwnAddresses own) {
        final long frame = Mbuf.data(mbuf);
        final long arp = frame + Ethernet.HEADER;
        if (Mbuf.dataLength(mbuf) < Ethernet.HEADER + Arp.LENGTH
                || Ethernet.type(frame) != Ethernet.TYPE_ARP
                || !Arp.isForIpv4(arp)
                || !MacAddress.isUnicast(Arp.senderMac(arp))
                || Arp.senderMac(arp) == own.mac()) {
            return;
        }
        if (answers(own, Arp.sender(arp), vips)) {
            tell(Hatch.CONFLICT, packet, mbuf, own);
        } else if (Arp.operation(arp) == Arp.REQUEST && answers(own, Arp.target(arp), vips)) {
            answerArp(frame, own.mac());
            answered(packet, own);
        } else {
            tell(Hatch.NEWS, packet, mbuf, own);
        }
    }

    private static boolean answers(final OwnAddresses own, final int ipv4, final VipIndex vips) {
        return own.answers(MAPPED_HIGH, MAPPED_LOW | ipv4 & 0xFFFF_FFFFL, false, vips);
    }

    /** RFC 826, "Packet Reception"; a probe is answered as well, as its sender wants to know (RFC 5227, section 2.1.1). */
    private static void answerArp(final long frame, final long mac) {
        final long arp = frame + Ethernet.HEADER;
        final long asker = Arp.senderMac(arp);
        final int own = Arp.target(arp);
        Arp.write(arp, Arp.REPLY, mac, own, asker, Arp.sender(arp));
        Ethernet.write(frame, asker, mac, Ethernet.TYPE_ARP);
    }

    private void multicast(final long packet, final long mbuf, final VipIndex vips, final OwnAddresses own) {
        final long frame = Mbuf.data(mbuf);
        if (Ethernet.type(frame) == Ethernet.TYPE_IPV6 && isDiscovery(frame, Mbuf.dataLength(mbuf))) {
            discovery(packet, mbuf, vips, own);
        }
    }

    private void icmp(final long packet, final long mbuf, final VipIndex vips, final OwnAddresses own) {
        if (isDiscovery(packet, mbuf)) {
            discovery(packet, mbuf, vips, own);
        }
    }

    private void notOurs(final long packet, final long mbuf, final VipIndex vips, final OwnAddresses own) {
        if (isDiscovery(packet, mbuf)) {
            discovery(packet, mbuf, vips, own);
        } else {
            toKernel(packet, mbuf, own);
        }
    }

    /** Of a packet that the parser has accepted. */
    private static boolean isDiscovery(final long packet, final long mbuf) {
        return Packet.isIpv6(packet)
                && Packet.linkLength(packet) == Ethernet.HEADER
                && isDiscovery(Mbuf.data(mbuf), Mbuf.dataLength(mbuf));
    }

    private static boolean isDiscovery(final long frame, final int readable) {
        final long ip = frame + Ethernet.HEADER;
        return readable > Ethernet.HEADER + Ipv6.HEADER
                && Ipv6.nextHeader(ip) == Transport.ICMPV6
                && NeighbourDiscovery.isType(NeighbourDiscovery.type(ip));
    }

    private void discovery(final long packet, final long mbuf, final VipIndex vips, final OwnAddresses own) {
        Packet.verdict(packet, NEIGHBOUR_DISCOVERY);
        final long frame = Mbuf.data(mbuf);
        final long ip = frame + Ethernet.HEADER;
        if (Ethernet.source(frame) == own.mac()) {
            return;
        }
        final boolean isAboutUs = NeighbourDiscovery.isValid(ip, Mbuf.dataLength(mbuf) - Ethernet.HEADER)
                && own.answers(NeighbourDiscovery.targetHigh(ip), NeighbourDiscovery.targetLow(ip), true, vips);
        if (!isAboutUs) {
            tell(Hatch.NEWS, packet, mbuf, own);
        } else if (NeighbourDiscovery.type(ip) == NeighbourDiscovery.ADVERTISEMENT) {
            tell(Hatch.CONFLICT, packet, mbuf, own);
        } else if (makeRoom(mbuf)) {
            NeighbourDiscovery.answer(Mbuf.data(mbuf), own.mac());
            answered(packet, own);
        }
    }

    /** The answer may be longer than the question, and then begins earlier where there is no room behind it. */
    private static boolean makeRoom(final long mbuf) {
        final int length = Ethernet.HEADER + NeighbourDiscovery.LENGTH;
        final int headroom = Math.min(Mbuf.headroom(mbuf), Mbuf.bufferLength(mbuf) - length);
        final boolean fits = Mbuf.segments(mbuf) == 1 && headroom >= 0;
        if (fits) {
            final long question = Mbuf.data(mbuf);
            final int asked = Math.min(Mbuf.dataLength(mbuf), length);
            Mbuf.place(mbuf, headroom, length);
            Mem.copy(question, Mbuf.data(mbuf), asked);
        }
        return fits;
    }

    private static void answered(final long packet, final OwnAddresses own) {
        Packet.record(packet, own.outlet());
        Packet.verdict(packet, ANSWERED);
    }

    /** The kernel behind a port has neighbours of its own to learn of. */
    private void tell(final int kind, final long packet, final long mbuf, final OwnAddresses own) {
        if (hatch == null) {
            return;
        }
        if (kind == Hatch.NEWS && own.hasKernelPath() && passToKernel(mbuf, own)) {
            Packet.verdict(packet, KERNEL);
        } else {
            hatch.pass(kind, own.port(), 0, mbuf);
        }
    }

    private void toKernel(final long packet, final long mbuf, final OwnAddresses own) {
        if (hatch != null && own.hasKernelPath()) {
            Packet.verdict(packet, passToKernel(mbuf, own) ? KERNEL : KERNEL_RATE);
        }
    }

    private boolean passToKernel(final long mbuf, final OwnAddresses own) {
        final boolean passed = hatch.mayPassToKernel(own.port()) && hatch.pass(Hatch.KERNEL, own.port(), 0, mbuf);
        if (passed) {
            hatch.passedToKernel(own.port());
        }
        return passed;
    }

    /** Its headers are as they came: the verdict came before anything was written. */
    private void await(final long packet, final long mbuf, final ServiceTable services, final OwnAddresses own) {
        final int neighbour = services.backends().neighbour(Packet.record(packet));
        if (hatch != null
                && (Packet.kind(packet) & Packet.FRAGMENT) == 0 // the second time it would be a repeated one
                && neighbour >= 0
                && hatch.isForWaiting()
                && hatch.pass(Hatch.WAITING, own.port(), neighbour, mbuf)) {
            Packet.verdict(packet, Batch.LATER);
        }
    }
}
