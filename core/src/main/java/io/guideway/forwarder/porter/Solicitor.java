package io.guideway.forwarder.porter;

import io.guideway.forward.Hatch;
import io.guideway.forward.OwnAddresses;
import io.guideway.packet.Arp;
import io.guideway.packet.Ethernet;
import io.guideway.packet.IpAddress;
import io.guideway.packet.NeighbourDiscovery;
import io.guideway.packet.Prefix;
import io.guideway.ring.NativeBlock;
import java.util.List;

/**
 * Speaks to the links: asks for neighbours and announces our addresses. What finds no room in a worker's hatch is not said;
 * all of it is said again sooner or later. One thread at a time.
 */
final class Solicitor implements AutoCloseable {
    private static final int NOBODY = 0;

    private final List<OwnAddresses> ports;
    private final List<Hatch> hatches;
    private final NativeBlock scratch = new NativeBlock(Ethernet.HEADER + NeighbourDiscovery.LENGTH);
    private final long frame = scratch.address();

    /**
     * @param ports of the node
     * @param hatches of its workers
     */
    Solicitor(final List<OwnAddresses> ports, final List<Hatch> hatches) {
        this.ports = ports;
        this.hatches = hatches;
    }

    /**
     * Asks for the Ethernet address of a station.
     *
     * @param known where it was, to ask nobody else; negative to ask all
     */
    void ask(final int port, final IpAddress target, final long known) {
        final OwnAddresses own = ports.get(port);
        final IpAddress source = source(own, target);
        if (source == null) {
            return;
        }
        if (target.isIpv4()) {
            askIpv4(own, source.ipv4Bits(), target.ipv4Bits(), known);
        } else {
            NeighbourDiscovery.writeSolicitation(frame, known, own.mac(), source, target);
            say(port, NeighbourDiscovery.LENGTH);
        }
    }

    private void askIpv4(final OwnAddresses own, final int source, final int target, final long known) {
        Ethernet.write(frame, known < 0 ? Ethernet.BROADCAST : known, own.mac(), Ethernet.TYPE_ARP);
        Arp.write(frame + Ethernet.HEADER, Arp.REQUEST, own.mac(), source, NOBODY, target);
        say(own.port(), Arp.LENGTH);
    }

    /** An address of ours in the target's network, else any of its family. */
    private static IpAddress source(final OwnAddresses own, final IpAddress target) {
        IpAddress other = null;
        for (int i = 0; i < own.prefixes().size(); i++) {
            final Prefix prefix = own.prefixes().get(i);
            if (prefix.contains(target)) {
                return prefix.address();
            }
            if (prefix.address().isIpv4() == target.isIpv4()) {
                other = prefix.address();
            }
        }
        return other;
    }

    /** Tells all stations of a link that an address is ours (RFC 5227, section 2.3; RFC 4861, section 7.2.6). */
    void announce(final int port, final IpAddress address) {
        final long mac = ports.get(port).mac();
        if (address.isIpv4()) {
            final int bits = address.ipv4Bits();
            Ethernet.write(frame, Ethernet.BROADCAST, mac, Ethernet.TYPE_ARP);
            Arp.write(frame + Ethernet.HEADER, Arp.REQUEST, mac, bits, NOBODY, bits);
            say(port, Arp.LENGTH);
        } else {
            NeighbourDiscovery.writeAnnouncement(frame, mac, address.high(), address.low());
            say(port, NeighbourDiscovery.LENGTH);
        }
    }

    private void say(final int port, final int length) {
        send(port, frame, Ethernet.HEADER + length);
    }

    /** Has a frame sent by any worker, the same one while it has room; says whether one had. */
    boolean send(final int port, final long octets, final int length) {
        for (int i = 0; i < hatches.size(); i++) {
            if (hatches.get((port + i) % hatches.size()).send(port, octets, length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
