package io.guideway.forwarder;

import io.guideway.bench.forward.Scenario;
import io.guideway.flow.FlowHash;
import io.guideway.flow.RecordCounter;
import io.guideway.flow.RecordTable;
import io.guideway.forward.Worker;
import io.guideway.service.Backend;
import io.guideway.service.FlowTracking;
import io.guideway.service.Handling;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A worker over queues of the caller's, with records, and generations of a scenario's services for TCP, some of whose backends
 * begin to drain. Flows age with real time. One thread, the worker's.
 */
public final class FloodedWorker implements AutoCloseable {
    /** One in so many backends is drained by the change. */
    public static final int DRAINED_ONE_IN = 4;

    /** What was before the change counts for longer than any measurement lasts: slots move all the time. */
    private static final int DRAIN_SECONDS = 1 << 20;

    private static final int IDLE_SECONDS = 600;

    private final Scenario scenario;
    private final FlowTracking tracking;
    private final FlowStore flows;
    private final Generations generations;
    private final Worker worker;

    /**
     * @param plan queues that are open for longer than the worker lives
     * @param records places of the record table
     */
    public FloodedWorker(
            final Scenario scenario,
            final FlowTracking.Scope scope,
            final int records,
            final Worker.Plan plan,
            final FlowHash hash) {
        this.scenario = scenario;
        tracking = new FlowTracking(scope, DRAIN_SECONDS, false);
        flows = new FlowStore(1, records, IDLE_SECONDS, new long[] {3, 4});
        flows.tick(System.nanoTime());
        generations = new Generations(1, services(0), scenario::route, System::nanoTime);
        worker = new Worker(plan, hash, Optional.of(flows.of(0)), generations.view());
        generations.join(0, worker, () -> false); // it adopts with the next burst
    }

    private List<Service> services(final int drained) {
        return scenario.site().stream()
                .map(service -> tracked(service, drained))
                .toList();
    }

    private Service tracked(final Service service, final int drained) {
        final List<Backend> backends = new ArrayList<>(service.backends());
        backends.subList(0, drained).replaceAll(backend -> new Backend(backend.address(), 0));
        return new Service(
                service.name(),
                service.vip(),
                Protocol.TCP,
                service.port(),
                service.mode(),
                service.hash(),
                service.tableSize(),
                service.sources(),
                backends,
                tracking,
                Handling.DEFAULT);
    }

    /** A part of the backends begins to drain, and a burst is forwarded, which shows the worker that. */
    public void change() {
        generations.adopt(2, services(scenario.backends() / DRAINED_ONE_IN));
        worker.runOnce();
    }

    /** The clock by which flows age is set right; between two bursts. */
    public void tick() {
        final int before = flows.now();
        flows.tick(System.nanoTime());
        if (flows.now() != before) {
            generations.retire(flows);
        }
    }

    /** To be run by the caller. */
    public Worker worker() {
        return worker;
    }

    /** What the record table has counted. */
    public long records(final RecordCounter counter) {
        return table().get(counter);
    }

    /** Places of the record table. */
    public int places() {
        return table().capacity();
    }

    private RecordTable table() {
        return flows.of(0).own();
    }

    @Override
    public void close() {
        worker.close();
        generations.close();
        flows.close();
    }
}
