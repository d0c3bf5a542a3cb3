package io.guideway.bench.forward;

import io.guideway.flow.FlowHash;
import io.guideway.flow.RecordCounter;
import io.guideway.forward.Worker;
import io.guideway.forward.WorkerCounters;
import io.guideway.forwarder.FloodedWorker;
import io.guideway.packet.Verdict;
import io.guideway.ring.Port;
import io.guideway.ring.RxQueue;
import io.guideway.ring.TxQueue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * DPDK with one port that receives honest packets without end, and a flood's between them when that is asked for, and over it
 * the worker in Java with records of flows. The one thread that runs it is registered with DPDK. Every run is checked: all
 * packets were forwarded, and all mbufs came back.
 */
final class FloodRig implements AutoCloseable {
    private static final int SHARE = PacketSource.WHOLE * FloodPlan.OF_EIGHT / 8;

    private final PacketSource source;
    private final NullDevice device;
    private final FloodedWorker node;
    private final TimedLoop loop;

    /** What the record table counts after all runs. */
    record Records(int places, Map<RecordCounter, Long> counts) {}

    /** @throws io.guideway.ring.DpdkException if DPDK cannot be started */
    FloodRig(final Scenario scenario, final FloodPlan plan) {
        source = new PacketSource(scenario, plan.kind());
        device = new NullDevice(source, scenario.frame());
        final Port port = device.port();
        final RxQueue rx = port.rxQueue(0);
        final TxQueue tx = port.txQueue(0);
        final Worker.Inlet inlet = new Worker.Inlet(rx, Scenario.STATION);
        node = new FloodedWorker(
                scenario,
                plan.scope(),
                plan.records(),
                new Worker.Plan(0, 1, scenario.burst(), List.of(inlet), List.of(tx), device.pool()),
                new FlowHash(Rig.K0, Rig.K1));
        loop = new TimedLoop(node.worker(), rx, tx, device.pool(), scenario.burst());
    }

    /** A part of the backends begins to drain, so that slots move from here on; no flood. */
    void change() {
        source.flood(0);
        node.change();
    }

    /** Forwards for about so long, with the flood or without. */
    Rate forward(final boolean floods, final int milliseconds) {
        source.flood(floods ? SHARE : 0);
        node.tick();
        final long before = node.worker().counters().received();
        final Rate rate = loop.forward(milliseconds);
        final WorkerCounters counters = node.worker().counters();
        final long received = counters.received();
        return device.checked("Java", rate, received - before, received, counters.packets(Verdict.FORWARDED));
    }

    /** Receives and sends the same packets, with no work between. */
    Rate source(final boolean floods, final int milliseconds) {
        source.flood(floods ? SHARE : 0);
        return device.checked(loop.turnAround(milliseconds));
    }

    Records records() {
        final Map<RecordCounter, Long> counts = new EnumMap<>(RecordCounter.class);
        for (final RecordCounter counter : RecordCounter.values()) {
            counts.put(counter, node.records(counter));
        }
        return new Records(node.places(), counts);
    }

    /** What DPDK's memory is made of. */
    String memory() {
        return device.memory();
    }

    @Override
    public void close() {
        node.close();
        device.close();
        loop.close();
    }
}
