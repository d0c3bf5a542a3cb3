package io.guideway.forward;

import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.Choices;
import io.guideway.rewrite.IpIp;
import io.guideway.rewrite.L2Dsr;
import io.guideway.rewrite.L3Dsr;
import io.guideway.rewrite.Tunnel;

/**
 * Hot path. Fifth stop: gives every packet the headers that bring it to its backend. The modes are static methods, chosen
 * by the length of the backend's plain outer header, which is 0 for {@code l2dsr}; for what is not plain by its mode.
 */
final class Encapsulator {
    private static final int FORWARD = Batch.FORWARD;
    private static final int TOO_BIG = Verdict.TOO_BIG.ordinal();
    private static final int TTL_EXPIRED = Verdict.TTL_EXPIRED.ordinal();
    private static final int LAST_IDENTIFICATION = 0xFFFF;

    private final int firstIdentification;
    private final int identificationStep;
    private int identification;

    /**
     * @param worker number of this worker among {@code workers}: each counts IPv4 identifications in its own residue class,
     *     so that no two ever give out the same one, whoever is faster
     */
    Encapsulator(final int worker, final int workers) {
        firstIdentification = worker;
        identification = worker;
        identificationStep = workers;
    }

    /**
     * Rewrites the packets that are still to be forwarded; may give them a verdict of its own instead.
     *
     * @return whether any was too big: {@link Shortener} should look
     */
    boolean write(final Batch batch, final int count, final ServiceTable services) {
        final BackendTable backends = services.backends();
        boolean isTooBig = false;
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            if (Packet.verdict(packet) == FORWARD) {
                final int verdict = writePacket(batch, i, backends.record(Packet.record(packet)));
                if (verdict != FORWARD) {
                    Packet.verdict(packet, verdict);
                    isTooBig |= verdict == TOO_BIG;
                }
            }
        }
        return isTooBig;
    }

    /**
     * Rewrites one packet.
     *
     * @param backend record of the {@link BackendTable}
     * @return ordinal of the verdict; the packet is untouched unless it is forwarded
     */
    int writePacket(final Batch batch, final int i, final long backend) {
        final int outerLength = BackendTable.plainOuterLength(backend);
        final long packet = batch.packet(i);
        if (outerLength == 0) {
            return readdress(packet, backend);
        }
        return outerLength == BackendTable.CHOSEN
                ? writeChosen(packet, batch.mbuf(i), backend, Choices.mode(backend))
                : encapsulate(packet, batch.mbuf(i), backend, outerLength);
    }

    private static int readdress(final long packet, final long backend) {
        final int linkLength = Packet.linkLength(packet);
        return L2Dsr.rewrite(backend, Packet.network(packet) - linkLength, Packet.length(packet) - linkLength);
    }

    /** Reads each field once: after a store to the packet C2 would have to load it again. */
    private int encapsulate(final long packet, final long mbuf, final long backend, final int outerLength) {
        final long network = Packet.network(packet);
        final int length = Packet.networkLength(packet);
        final boolean ipv6 = Packet.isIpv6(packet);
        final int trafficClass = ipv6 ? Ipv6.trafficClass(network) : Ipv4.trafficClass(network);
        final int flags = ipv6 ? Ipv4.DONT_FRAGMENT : Ipv4.flags(network) & Ipv4.DONT_FRAGMENT;
        final long hash = Packet.hash(packet);
        final int verdict = IpIp.open(backend, outerLength, mbuf, network, Packet.linkLength(packet), length);
        if (verdict == FORWARD) {
            if (outerLength == Ipv4.HEADER) {
                final int id = flags == 0 ? nextIdentification() : 0;
                IpIp.writeIpv4(network - Ipv4.HEADER, backend, length, trafficClass, flags, id);
            } else {
                IpIp.writeIpv6(network - Ipv6.HEADER, backend, length, trafficClass, hash);
            }
        }
        return verdict;
    }

    /** All that is not plain. */
    private int writeChosen(final long packet, final long mbuf, final long backend, final int mode) {
        final boolean decrements = Choices.decrements(backend);
        final long network = Packet.network(packet);
        final boolean ipv6 = Packet.isIpv6(packet);
        if (decrements && (ipv6 ? Ipv6.hopLimit(network) : Ipv4.ttl(network)) == 1) {
            return TTL_EXPIRED;
        }
        final int verdict = switch (mode) {
            case Choices.L2DSR -> readdress(packet, backend);
            case Choices.L3DSR -> redirect(packet, mbuf, backend);
            default -> openTunnel(packet, mbuf, backend);
        };
        if (verdict == FORWARD) {
            if (decrements) {
                decrement(network, ipv6);
            }
            if (mode > Choices.L3DSR) {
                writeTunnel(packet, mbuf, backend);
            }
        }
        return verdict;
    }

    private static void decrement(final long network, final boolean ipv6) {
        if (ipv6) {
            Ipv6.decrementHopLimit(network);
        } else {
            Ipv4.decrementTtl(network);
        }
    }

    private static int redirect(final long packet, final long mbuf, final long backend) {
        final int kind = Packet.kind(packet);
        final long network = Packet.network(packet);
        final int linkLength = Packet.linkLength(packet);
        final int length = Packet.networkLength(packet);
        final long transport = Packet.transport(packet);
        final int protocol = Packet.protocol(kind);
        final boolean ipv6 = Packet.isIpv6(packet);
        return (kind & Packet.FRAGMENT) == 0
                ? L3Dsr.rewrite(backend, mbuf, network, linkLength, length, transport, ipv6, protocol)
                : L3Dsr.rewriteFragment(backend, mbuf, network, linkLength, length, transport, ipv6, protocol);
    }

    private static int openTunnel(final long packet, final long mbuf, final long backend) {
        return IpIp.open(
                backend,
                BackendTable.outerLength(backend),
                mbuf,
                Packet.network(packet),
                Packet.linkLength(packet),
                Packet.networkLength(packet));
    }

    private void writeTunnel(final long packet, final long mbuf, final long backend) {
        final long network = Packet.network(packet);
        final boolean ipv6 = Packet.isIpv6(packet);
        final int inside = ipv6 ? Ipv4.DONT_FRAGMENT : Ipv4.flags(network) & Ipv4.DONT_FRAGMENT;
        final int flags = Choices.flags(backend, inside);
        final int id = flags == 0 && !Choices.isOuterIpv6(backend) ? nextIdentification() : 0;
        final int length = Packet.networkLength(packet);
        Tunnel.write(backend, mbuf, network, length, ipv6, flags, id, Packet.hash(packet));
    }

    /** In this worker's residue class; from the first one again after the last. */
    int nextIdentification() {
        final int next = identification + identificationStep;
        identification = next <= LAST_IDENTIFICATION ? next : firstIdentification;
        return identification;
    }
}
