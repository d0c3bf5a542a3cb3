package io.guideway.controller;

import io.guideway.controller.health.BackendHealth;
import io.guideway.controller.health.ServiceHealth;
import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.ForwarderStatus;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.controller.operate.WorkerStatus;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import io.guideway.wire.Counters;
import io.guideway.wire.FlowCounts;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts together what a node does: what is wanted, what the checks say, what the forwarder counts. Counters are found by names
 * and addresses, as their order is another one, and their generation may be. Use once.
 */
final class StatusBuilder {
    private final Desired desired;
    private final Map<String, ServiceHealth> health;
    private final Map<String, Service> effective;
    private final Map<String, Count> counts = new HashMap<>();
    private final Optional<Counters> counters;

    /** Packets and octets of a service, and of its backends. */
    private record Count(long packets, long octets, Map<IpAddress, long[]> backends) {
        static final Count NONE = new Count(0, 0, Map.of());
    }

    StatusBuilder(
            final Desired desired,
            final List<ServiceHealth> health,
            final List<Service> effective,
            final Optional<Counted> counted) {
        this.desired = desired;
        this.health = health.stream().collect(Collectors.toMap(ServiceHealth::service, Function.identity()));
        this.effective = effective.stream().collect(Collectors.toMap(Service::name, Function.identity()));
        counters = counted.map(Counted::counters);
        counted.ifPresent(this::count);
    }

    private void count(final Counted counted) {
        final Counters from = counted.counters();
        int number = 0;
        for (int i = 0; i < counted.services().size(); i++) {
            final Service service = counted.services().get(i);
            final Map<IpAddress, long[]> backends = new HashMap<>();
            for (final Backend backend : service.backends()) {
                backends.put(backend.address(), new long[] {from.backendPackets(number), from.backendOctets(number)});
                number++;
            }
            counts.put(service.name(), new Count(from.servicePackets(i), from.serviceOctets(i), backends));
        }
    }

    NodeStatus build(final Instant started, final ForwarderStatus forwarder, final List<WorkerStatus> workers) {
        return new NodeStatus(
                desired.base().checked().configuration().node().name(),
                Objects.requireNonNullElse(StatusBuilder.class.getPackage().getImplementationVersion(), "unpackaged"),
                started,
                desired.overlay().unsaved(),
                forwarder,
                desired.byName().values().stream().map(this::service).toList(),
                counters.map(Counters::received).orElse(0L),
                verdicts(),
                workers,
                counters.map(Counters::flows).orElse(FlowCounts.NONE),
                counters.flatMap(Counters::tier));
    }

    private Map<String, Long> verdicts() {
        final Map<String, Long> verdicts = new LinkedHashMap<>();
        counters.ifPresent(from -> {
            for (int i = 0; i < Verdict.count(); i++) {
                final Verdict verdict = Verdict.of(i);
                if (from.packets(verdict) > 0) {
                    verdicts.put(verdict.text(), from.packets(verdict));
                }
            }
        });
        return verdicts;
    }

    private ServiceStatus service(final DesiredService wanted) {
        final Service service = wanted.service();
        final Count count = counts.getOrDefault(service.name(), Count.NONE);
        return new ServiceStatus(
                service.name(),
                service.endpoint().vipText(),
                service.protocol().name().toLowerCase(Locale.ROOT),
                service.endpoint().ports(),
                service.mode().name().toLowerCase(Locale.ROOT),
                service.tableSize(),
                wanted.health().isPresent(),
                notice(service),
                count.packets(),
                count.octets(),
                backends(service, count));
    }

    private String notice(final Service service) {
        final Service now = effective.get(service.name());
        if (now != null && now.backends().stream().allMatch(backend -> backend.weight() == 0)) {
            return "no backend takes flows: its packets are dropped";
        }
        return Optional.ofNullable(health.get(service.name()))
                .map(known -> known.effective().reason())
                .orElse("");
    }

    private List<BackendStatus> backends(final Service service, final Count count) {
        final Map<IpAddress, Integer> weights = effective.getOrDefault(service.name(), service).backends().stream()
                .collect(Collectors.toMap(Backend::address, Backend::weight));
        final Map<IpAddress, BackendHealth> known = Optional.ofNullable(health.get(service.name())).stream()
                .flatMap(of -> of.backends().stream())
                .collect(Collectors.toMap(BackendHealth::backend, Function.identity()));
        return service.backends().stream()
                .map(backend -> backend(
                        service.name(),
                        backend,
                        weights.getOrDefault(backend.address(), 0),
                        Optional.ofNullable(known.get(backend.address())),
                        count.backends().getOrDefault(backend.address(), new long[2])))
                .toList();
    }

    private BackendStatus backend(
            final String service,
            final Backend backend,
            final int effectiveWeight,
            final Optional<BackendHealth> known,
            final long[] packetsAndOctets) {
        return new BackendStatus(
                backend.address(),
                desired.states().of(service, backend.address()),
                known.map(of -> of.state().toString()).orElse("unchecked"),
                known.map(BackendHealth::reason).orElse(""),
                known.map(BackendHealth::since),
                backend.weight(),
                effectiveWeight,
                packetsAndOctets[0],
                packetsAndOctets[1]);
    }
}
