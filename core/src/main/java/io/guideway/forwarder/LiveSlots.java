package io.guideway.forwarder;

import io.guideway.flow.FlowHash;
import io.guideway.flow.RecordKind;
import io.guideway.flow.RecordTable;
import io.guideway.flow.RecordVisitor;
import io.guideway.service.Generation;
import io.guideway.service.ServedBackends;
import io.guideway.service.Service;
import io.guideway.service.Tracking;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The slots of moving services that have live records, found by a walk over all tables. One thread. */
final class LiveSlots implements RecordVisitor {
    private final Generation generation;
    private final Tracking tracking;
    private final Map<String, BitSet> live = new HashMap<>();

    /** @param tracking of the generation, active */
    LiveSlots(final Generation generation, final Tracking tracking) {
        this.generation = generation;
        this.tracking = tracking;
    }

    /** Takes in what is recorded in one table. */
    LiveSlots add(final RecordTable table, final int now) {
        table.forEach(now, this);
        return this;
    }

    @Override
    public void accept(final long flow, final int lasting, final RecordKind kind, final int ageTicks) {
        final int backend = tracking.present(lasting);
        if (backend == Tracking.GONE) {
            return;
        }
        final Service service = generation.services().get(generation.backends().service(backend));
        live.computeIfAbsent(service.name(), name -> new BitSet())
                .set(FlowHash.slot(flow ^ ServedBackends.key(service), service.tableSize()));
    }

    /** Slots of a service, by its name, in whichever of its tables. */
    BitSet of(final String service) {
        return live.getOrDefault(service, new BitSet());
    }
}
