package io.guideway.bench.consistency;

import io.guideway.flow.CoarseClock;
import io.guideway.flow.FlowHash;
import io.guideway.flow.RecordCounter;
import io.guideway.flow.RecordLimits;
import io.guideway.flow.RecordSink;
import io.guideway.flow.RecordTable;
import io.guideway.forward.Decisions;
import io.guideway.forward.FlowRecords;
import io.guideway.forward.ServiceTable;
import io.guideway.forward.View;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.Generation;
import io.guideway.service.LastingNumbers;
import io.guideway.service.Lineage;
import io.guideway.service.Service;
import io.guideway.service.TableStore;
import io.guideway.service.Tracking;
import java.util.List;
import java.util.Optional;

/**
 * A node that knows nothing of what was before the present generation, and nothing of other nodes. If its service tracks all
 * flows, it has a bounded table of them. If not, the lookup table decides, or the flow's hash modulo the number of backends.
 */
final class PlainNode implements SimulatedNode {
    private static final int EMBRYONIC_SECONDS = 5;
    private static final int PER_SOURCE = 4096;
    private static final long NS_A_MS = 1_000_000;

    private final TableStore store = new TableStore();
    private final LastingNumbers numbers = new LastingNumbers(RecordTable.BACKENDS, LastingNumbers.NEVER);
    private final CoarseClock clock = new CoarseClock();
    private final RecordTable own;
    private final RecordTable peers;
    private final Decisions decisions;
    private final boolean isModulo;
    private final int[] chosen = new int[Decisions.CAPACITY];
    private int[] addresses;
    private int[] takers;
    private long nowMs;
    private Optional<ServiceTable> table = Optional.empty();
    private Tracking tracking = Tracking.INACTIVE;
    private View view;

    /** @param records places for flows */
    PlainNode(final FlowHash hash, final int records, final boolean isModulo) {
        this.isModulo = isModulo;
        final RecordLimits limits = new RecordLimits(records, EMBRYONIC_SECONDS, TierLimits.IDLE_SECONDS, PER_SOURCE);
        own = new RecordTable(limits, 1, 2);
        peers = new RecordTable(new RecordLimits(Long.BYTES, 1, 1, 1), 1, 2);
        decisions = new Decisions(hash, Optional.of(new FlowRecords(own, peers, clock, RecordSink.NOBODY)));
    }

    @Override
    public void time(final long now) {
        nowMs = now;
        clock.set((int) (now / Plan.MS));
    }

    @Override
    public void prepare(final List<Service> services) {
        // knows of no change before it is there
    }

    @Override
    public void adopt(final long number, final List<Service> services) {
        final ServiceTable next = new ServiceTable(
                new Generation(number, services, store),
                new BackendTable(services, (service, backend) -> new Route(0, 1500, 1, 2, null)));
        closeView();
        try (Lineage lineage = new Lineage(next.generation(), numbers, nowMs * NS_A_MS)) {
            tracking = lineage.tracking();
        }
        table = Optional.of(next);
        view = new View(next, tracking);
        final List<Backend> backends = services.getFirst().backends();
        addresses = addresses(backends);
        takers = addresses(backends.stream().filter(one -> one.weight() > 0).toList());
    }

    private static int[] addresses(final List<Backend> backends) {
        return backends.stream()
                .mapToInt(backend -> backend.address().ipv4Bits())
                .toArray();
    }

    private void closeView() {
        table.ifPresent(last -> {
            view.close();
            tracking.close();
            last.close();
        });
    }

    @Override
    public long generation() {
        return view.generation().number();
    }

    @Override
    public void everySecond() {
        own.sweep(clock.now(), own.capacity() / TierLimits.SWEPT_ONE_OF);
    }

    @Override
    public void add(final int source, final int port, final boolean isFirst) {
        decisions.add(source, port, isFirst);
    }

    @Override
    public int count() {
        return decisions.count();
    }

    @Override
    public void decide() {
        decisions.decide(view);
        for (int i = 0; i < decisions.count(); i++) {
            chosen[i] = isModulo
                    ? takers[(int) Long.remainderUnsigned(decisions.hash(i), takers.length)]
                    : addresses[decisions.backend(i)];
        }
    }

    @Override
    public int backend(final int i) {
        return chosen[i];
    }

    @Override
    public void clear() {
        decisions.clear();
    }

    @Override
    public long records() {
        return own.get(RecordCounter.EMBRYONIC) + own.get(RecordCounter.CONFIRMED);
    }

    @Override
    public void close() {
        closeView();
        decisions.close();
        own.close();
        peers.close();
        store.close();
    }
}
