package io.guideway.forward;

import io.guideway.flow.DatagramTable;
import io.guideway.flow.FlowHash;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Verdict;
import io.guideway.service.HashFields;
import io.guideway.service.VipIndex;

/** Rare path. Gives fragments the backend of their datagram. */
final class DatagramFollower {
    private static final int FORWARD = Batch.FORWARD;
    private static final int NO_SERVICE = Verdict.NO_SERVICE.ordinal();
    private static final int NO_BACKEND = Verdict.NO_BACKEND.ordinal();
    private static final int SOURCE = HashFields.SOURCE.ordinal();

    private final FlowHash hash;

    /** @param hash keyed with the tier's seed */
    DatagramFollower(final FlowHash hash) {
        this.hash = hash;
    }

    /** Low bits of the number of a view's generation, as {@link DatagramTable#generation} holds it. */
    static int generation(final View view) {
        return (int) view.generation().number();
    }

    /** The entry of a service by its key and the packet's destination, or something negative. */
    static long entry(final long packet, final int kind, final VipIndex index) {
        final long network = Packet.network(packet);
        final boolean ipv6 = (kind & VipIndex.IPV6) != 0;
        final long high = ipv6 ? Ipv6.destinationHigh(network) : 0;
        final long low = ipv6 ? Ipv6.destinationLow(network) : Ipv4.mappedDestination(network);
        return index.match(high, low, kind);
    }

    /**
     * Chooses the backend by what every fragment has: addresses and protocol, or the source alone where the service's whole
     * packets go by that.
     */
    void choose(final long packet, final long entry) {
        final long network = Packet.network(packet);
        final int kind = Packet.kind(packet);
        final int protocol = Packet.protocol(kind);
        final boolean ipv6 = (kind & VipIndex.IPV6) != 0;
        final long flow;
        if (VipIndex.hashFields(entry) == SOURCE) {
            flow = ipv6 ? hash.ipv6Source(network) : hash.ipv4Source(network);
        } else {
            flow = ipv6 ? hash.ipv6ThreeTuple(network, protocol) : hash.ipv4ThreeTuple(network, protocol);
        }
        choose(packet, entry, flow);
    }

    private static void choose(final long packet, final long entry, final long flow) {
        final long network = Packet.network(packet);
        final long part = Packet.isIpv6(packet)
                ? VipIndex.ofClient(entry, Ipv6.sourceHigh(network), Ipv6.sourceLow(network))
                : VipIndex.ofClient(entry, 0, Ipv4.mappedSource(network));
        final int slots = VipIndex.slots(part);
        Packet.entry(packet, part);
        if (slots == 0) {
            Packet.verdict(packet, NO_BACKEND);
            return;
        }
        Packet.hash(packet, flow);
        Packet.slot(packet, FlowHash.slot(flow, slots));
        Packet.verdict(packet, FORWARD);
        Selector.loadBackend(packet);
    }

    /** The same as for the fragment that decided, whose {@code place} it is. */
    void follow(final long packet, final long place, final View view) {
        follow(
                packet,
                DatagramTable.state(place),
                DatagramTable.kind(place),
                DatagramTable.hash(place),
                DatagramTable.backend(place),
                DatagramTable.generation(place),
                view);
    }

    /**
     * The same as for the fragment that decided. Where there is another generation since then, its table is asked: a slot that it
     * moves costs the datagrams that are under way just then.
     */
    void follow(
            final long packet,
            final int verdict,
            final int kind,
            final long flow,
            final int backend,
            final int generation,
            final View view) {
        Packet.verdict(packet, verdict);
        if (verdict != FORWARD) {
            return;
        }
        final long entry = entry(packet, kind, view.services.vips());
        if (entry < 0) {
            Packet.verdict(packet, NO_SERVICE);
            return;
        }
        choose(packet, entry, flow);
        if (generation == generation(view)) {
            Packet.record(packet, VipIndex.firstRecord(entry) + backend - VipIndex.firstBackend(entry));
            Packet.backend(packet, backend);
        }
    }
}
