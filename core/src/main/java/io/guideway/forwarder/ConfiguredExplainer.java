package io.guideway.forwarder;

import io.guideway.forward.ServiceTable;
import io.guideway.forward.Worker;
import io.guideway.rewrite.BackendTable;
import io.guideway.service.Generation;
import io.guideway.service.Tracking;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Says what would become of a packet by a configuration alone: no node, no device, no records. A port without a configured
 * {@code mac} takes frames for any station, and stands in what it sends as {@code 02:00:00:00:00:00}. One thread.
 */
public final class ConfiguredExplainer implements AutoCloseable {
    private static final long SOME_MAC = 0x0200_0000_0000L;

    private final ServiceTable services;
    private final Explainer explainer;

    /** @param plan of the node; its EAL arguments and workers play no part */
    public ConfiguredExplainer(final NodePlan plan) {
        final List<Gate> gates =
                plan.ports().stream().map(ConfiguredExplainer::gate).toList();
        final List<RoutePlanner.Outlet> outlets = IntStream.range(0, gates.size())
                .mapToObj(i -> new RoutePlanner.Outlet(i, gates.get(i).mac()))
                .toList();
        final RoutePlanner routes = new RoutePlanner(plan.links(), plan.ports(), outlets);
        services = new ServiceTable(Generation.alone(1, plan.services()), new BackendTable(plan.services(), routes));
        explainer = new Explainer(plan.hash(), gates);
    }

    private static Gate gate(final PortPlan port) {
        final long station =
                port.promiscuous() ? Worker.Inlet.ANY_STATION : port.mac().orElse(Worker.Inlet.ANY_STATION);
        return new Gate(port.id(), port.mac().orElse(SOME_MAC), station);
    }

    /** Answers a question. */
    public Explained explain(final Explain question) {
        return explainer.explain(question, services, Tracking.INACTIVE, Optional.empty());
    }

    @Override
    public void close() {
        services.close();
    }
}
