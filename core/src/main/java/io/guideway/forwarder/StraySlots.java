package io.guideway.forwarder;

import io.guideway.flow.FlowHash;
import io.guideway.flow.RecordKind;
import io.guideway.flow.RecordTable;
import io.guideway.flow.RecordVisitor;
import io.guideway.service.BackendNumbers;
import io.guideway.service.Generation;
import io.guideway.service.ServedBackends;
import io.guideway.service.Service;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The slots that flows have left, by the records of them: those whose record names another backend than the slot's owner. Found
 * by a walk over a table. One thread.
 */
final class StraySlots implements RecordVisitor {
    private final Generation generation;
    private final ServedBackends served;
    private final Map<String, BitSet> strayed = new HashMap<>();

    /** @param served by the generation; this thread's own */
    StraySlots(final Generation generation, final ServedBackends served) {
        this.generation = generation;
        this.served = served;
    }

    /** Takes in what is recorded in one table. */
    StraySlots add(final RecordTable table, final int now) {
        table.forEach(now, this);
        return this;
    }

    @Override
    public void accept(final long flow, final int lasting, final RecordKind kind, final int ageTicks) {
        final int backend = served.backend(lasting);
        if (backend == ServedBackends.NONE) {
            return;
        }
        final BackendNumbers numbers = generation.backends();
        final int index = numbers.service(backend);
        final Service service = generation.services().get(index);
        final int slot = FlowHash.slot(flow ^ ServedBackends.key(service), service.tableSize());
        boolean isAstray = isAstray(index, slot, backend - numbers.first(index));
        for (int rule = 0; rule < service.clients().size(); rule++) {
            isAstray |= isAstray(generation.parts().ofRule(index, rule), slot, backend - numbers.first(index));
        }
        if (isAstray) {
            strayed.computeIfAbsent(service.name(), name -> new BitSet()).set(slot);
        }
    }

    private boolean isAstray(final int part, final int slot, final int backend) {
        return generation.tableSlots(part) > 0 && generation.placeOfOwner(part, slot) != backend;
    }

    /** Slots of a service, by its name, in whichever of its tables. */
    BitSet of(final String service) {
        return strayed.getOrDefault(service, new BitSet());
    }
}
