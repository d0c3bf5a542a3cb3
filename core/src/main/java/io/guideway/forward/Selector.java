package io.guideway.forward;

import io.guideway.flow.FlowHash;
import io.guideway.maglev.LookupTable;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Verdict;
import io.guideway.service.HashFields;
import io.guideway.service.VipIndex;

/**
 * Hot path. Fourth stop: the keyed hash of the flow chooses a slot of the service's lookup table, and the slot names the
 * backend. Slots are chosen first and loaded in a walk of its own.
 */
final class Selector {
    private static final int FORWARD = Batch.FORWARD;
    private static final int NO_BACKEND = Verdict.NO_BACKEND.ordinal();
    private static final int FIVE_TUPLE = HashFields.FIVE_TUPLE.ordinal();
    private static final int SOURCE = HashFields.SOURCE.ordinal();
    private static final int SOURCE_PORT = HashFields.SOURCE_PORT.ordinal();

    private final FlowHash hash;

    /** @param hash keyed with the tier's seed */
    Selector(final FlowHash hash) {
        this.hash = hash;
    }

    /** Chooses the slot of one packet by the {@link VipIndex} entry of its service. */
    void chooseSlot(final long packet, final long entry) {
        // To hash once for both ways took 1.5 ns more of a packet.
        final int slots = VipIndex.slots(entry);
        if (slots == 0) {
            chooseByClient(packet, entry);
        } else {
            choose(packet, entry, slots);
        }
    }

    private void choose(final long packet, final long entry, final int slots) {
        final long flow = hash(packet, VipIndex.hashFields(entry));
        Packet.hash(packet, flow);
        Packet.slot(packet, FlowHash.slot(flow, slots));
    }

    /** Rare: rules divide the service's clients, or no backend takes flows. */
    private void chooseByClient(final long packet, final long entry) {
        final long network = Packet.network(packet);
        final long part = Packet.isIpv6(packet)
                ? VipIndex.ofClient(entry, Ipv6.sourceHigh(network), Ipv6.sourceLow(network))
                : VipIndex.ofClient(entry, 0, Ipv4.mappedSource(network));
        final int slots = VipIndex.slots(part);
        Packet.entry(packet, part);
        if (slots == 0) {
            Packet.hash(packet, hash(packet, VipIndex.hashFields(part)));
            Packet.verdict(packet, NO_BACKEND);
        } else {
            choose(packet, part, slots);
        }
    }

    /**
     * Loads what the chosen slots name: a short walk, in which cache misses of the tables overlap.
     *
     * @return whether any has another verdict than {@link Batch#FORWARD}
     */
    static boolean loadBackends(final Batch batch, final int count) {
        int others = 0;
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            final int verdict = Packet.verdict(packet);
            others |= verdict ^ FORWARD;
            if (verdict == FORWARD) {
                loadBackend(packet);
            }
        }
        return others != 0;
    }

    /** Loads what the chosen slot of one packet names. */
    static void loadBackend(final long packet) {
        final long entry = Packet.entry(packet);
        final int backend = LookupTable.backend(VipIndex.lookupTable(entry), Packet.slot(packet));
        Packet.backend(packet, VipIndex.firstBackend(entry) + backend);
        Packet.record(packet, VipIndex.firstRecord(entry) + backend);
    }

    private long hash(final long packet, final int fields) {
        final long network = Packet.network(packet);
        final long transport = Packet.transport(packet);
        final int kind = Packet.kind(packet);
        final boolean ipv6 = (kind & VipIndex.IPV6) != 0;
        if (fields == FIVE_TUPLE) {
            final int protocol = Packet.protocol(kind);
            return ipv6
                    ? hash.ipv6FiveTuple(network, transport, protocol)
                    : hash.ipv4FiveTuple(network, transport, protocol);
        }
        if (fields == SOURCE) {
            return ipv6 ? hash.ipv6Source(network) : hash.ipv4Source(network);
        }
        if (fields == SOURCE_PORT) {
            return ipv6 ? hash.ipv6SourcePort(network, transport) : hash.ipv4SourcePort(network, transport);
        }
        return withoutPorts(network, kind);
    }

    private long withoutPorts(final long network, final int kind) {
        final int protocol = Packet.protocol(kind);
        return (kind & VipIndex.IPV6) != 0
                ? hash.ipv6ThreeTuple(network, protocol)
                : hash.ipv4ThreeTuple(network, protocol);
    }
}
