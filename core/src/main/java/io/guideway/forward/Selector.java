package io.guideway.forward;

import io.guideway.flow.FlowHash;
import io.guideway.maglev.LookupTable;
import io.guideway.packet.Verdict;
import io.guideway.service.HashFields;

/**
 * Hot path. Fourth stop: the keyed hash of the flow chooses a slot of the service's lookup table, and the slot names the
 * backend. Two walks: the first computes every slot, the second loads them, so that cache misses of the table overlap.
 */
final class Selector {
    private static final int FORWARD = Batch.FORWARD;
    private static final int NO_BACKEND = Verdict.NO_BACKEND.ordinal();
    private static final int FIVE_TUPLE = HashFields.FIVE_TUPLE.ordinal();
    private static final int SOURCE = HashFields.SOURCE.ordinal();

    private final FlowHash hash;

    /** @param hash keyed with the tier's seed */
    Selector(final FlowHash hash) {
        this.hash = hash;
    }

    /** Fills slot and backend columns of the packets that are still to be forwarded. */
    void select(final Batch batch, final int count, final ServiceTable services) {
        chooseSlots(batch, count, services);
        loadBackends(batch, count, services);
    }

    private void chooseSlots(final Batch batch, final int count, final ServiceTable services) {
        final int[] verdicts = batch.verdict;
        for (int i = 0; i < count; i++) {
            if (verdicts[i] == FORWARD) {
                verdicts[i] = chooseSlot(batch, i, services.record(batch.service[i]));
            }
        }
    }

    private int chooseSlot(final Batch batch, final int i, final long service) {
        final int slots = ServiceTable.slots(service);
        if (slots == 0) {
            return NO_BACKEND;
        }
        final long flow = hash(batch, i, ServiceTable.hashFields(service));
        batch.hash[i] = flow;
        batch.slot[i] = FlowHash.slot(flow, slots);
        return FORWARD;
    }

    private static void loadBackends(final Batch batch, final int count, final ServiceTable services) {
        final int[] verdicts = batch.verdict;
        final int[] slots = batch.slot;
        final int[] backends = batch.backend;
        final int[] serviceOf = batch.service;
        for (int i = 0; i < count; i++) {
            if (verdicts[i] == FORWARD) {
                final long service = services.record(serviceOf[i]);
                final int backend = LookupTable.backend(ServiceTable.lookupTable(service), slots[i]);
                backends[i] = ServiceTable.firstBackend(service) + backend;
            }
        }
    }

    private long hash(final Batch batch, final int i, final int fields) {
        final long network = batch.network[i];
        final long transport = batch.transport[i];
        final int kind = batch.kind[i];
        final boolean ipv6 = (kind & Batch.IPV6) != 0;
        if (fields == FIVE_TUPLE) {
            final int protocol = kind & Batch.PROTOCOL;
            return ipv6
                    ? hash.ipv6FiveTuple(network, transport, protocol)
                    : hash.ipv4FiveTuple(network, transport, protocol);
        }
        if (fields == SOURCE) {
            return ipv6 ? hash.ipv6Source(network) : hash.ipv4Source(network);
        }
        return ipv6 ? hash.ipv6SourcePort(network, transport) : hash.ipv4SourcePort(network, transport);
    }
}
