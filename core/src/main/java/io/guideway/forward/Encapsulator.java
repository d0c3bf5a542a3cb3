package io.guideway.forward;

import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.IpIp;
import io.guideway.rewrite.L2Dsr;

/**
 * Hot path. Fifth stop: gives every packet the headers that bring it to its backend. The modes are static methods, chosen
 * by the length of the backend's outer header, which is 0 for {@code l2dsr}.
 */
final class Encapsulator {
    private static final int FORWARD = Batch.FORWARD;
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

    /** Rewrites the packets that are still to be forwarded; may give them a verdict of its own instead. */
    void write(final Batch batch, final int count, final ServiceTable services) {
        final BackendTable backends = services.backends();
        for (int i = 0; i < count; i++) {
            if (batch.verdict[i] == FORWARD) {
                batch.verdict[i] = writePacket(batch, i, backends.record(batch.backend[i]));
            }
        }
    }

    private int writePacket(final Batch batch, final int i, final long backend) {
        final int verdict = BackendTable.verdict(backend);
        if (verdict != FORWARD) {
            return verdict;
        }
        return BackendTable.outerLength(backend) == 0
                ? L2Dsr.rewrite(backend, batch.mbuf(i), batch.length[i] - batch.linkLength[i])
                : encapsulate(batch, i, backend);
    }

    private int encapsulate(final Batch batch, final int i, final long backend) {
        final long network = batch.network[i];
        final int length = batch.networkLength[i];
        final int verdict = IpIp.open(backend, batch.mbuf(i), network, batch.linkLength[i], length);
        if (verdict == FORWARD) {
            if (BackendTable.outerLength(backend) == Ipv4.HEADER) {
                writeIpv4(batch, i, backend, network - Ipv4.HEADER);
            } else {
                IpIp.writeIpv6(network - Ipv6.HEADER, backend, length, trafficClass(batch, i), batch.hash[i]);
            }
        }
        return verdict;
    }

    private void writeIpv4(final Batch batch, final int i, final long backend, final long header) {
        final boolean ipv6Inside = (batch.kind[i] & Batch.IPV6) != 0;
        final int flags = ipv6Inside ? Ipv4.DONT_FRAGMENT : Ipv4.flags(batch.network[i]) & Ipv4.DONT_FRAGMENT;
        final int id = flags == 0 ? nextIdentification() : 0;
        IpIp.writeIpv4(header, backend, batch.networkLength[i], trafficClass(batch, i), flags, id);
    }

    private static int trafficClass(final Batch batch, final int i) {
        final long inner = batch.network[i];
        return (batch.kind[i] & Batch.IPV6) == 0 ? Ipv4.trafficClass(inner) : Ipv6.trafficClass(inner);
    }

    /** In this worker's residue class; from the first one again after the last. */
    int nextIdentification() {
        final int next = identification + identificationStep;
        identification = next <= LAST_IDENTIFICATION ? next : firstIdentification;
        return identification;
    }
}
