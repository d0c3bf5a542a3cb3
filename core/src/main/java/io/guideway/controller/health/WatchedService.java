package io.guideway.controller.health;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A service whose backends are checked, and the weights that follow. Guarded by the monitor's lock. */
final class WatchedService {
    private final Service service;
    private final HealthPolicy policy;
    private final Set<IpAddress> forced;
    private final Map<IpAddress, Watched> backends = new LinkedHashMap<>();
    private final List<Watched> begun = new ArrayList<>();
    private EffectiveSet effective;
    private long plannedNs;

    /**
     * Takes over from what was watched before: a backend under the same policy goes on as it is, one under another keeps its
     * state, and one that is gone is retired.
     *
     * @param forced backends that are up whatever their checks find
     */
    WatchedService(
            final Service service,
            final HealthPolicy policy,
            final Set<IpAddress> forced,
            final Optional<WatchedService> before,
            final long nowNs) {
        this.service = service;
        this.policy = policy;
        this.forced = forced;
        final Map<IpAddress, Watched> old =
                before.map(known -> known.backends).map(LinkedHashMap::new).orElseGet(LinkedHashMap::new);
        for (final Backend backend : service.backends()) {
            final IpAddress address = backend.address();
            backends.put(address, take(Optional.ofNullable(old.remove(address)), address, nowNs));
        }
        old.values().forEach(Watched::retire);
        effective = plan(before.map(known -> known.effective), nowNs);
    }

    private Watched take(final Optional<Watched> old, final IpAddress address, final long nowNs) {
        if (old.isPresent() && old.get().policy().equals(policy)) {
            return old.get();
        }
        final Watched next = old.map(known -> known.under(policy))
                .orElseGet(() -> Watched.begin(service.name(), address, policy, nowNs));
        begun.add(next);
        return next;
    }

    private EffectiveSet plan(final Optional<EffectiveSet> before, final long nowNs) {
        plannedNs = nowNs;
        final List<EffectiveWeights.Member> members = service.backends().stream()
                .map(backend -> member(backend, nowNs))
                .toList();
        return EffectiveWeights.of(members, policy.watermark(), policy.slowStart(), before);
    }

    private EffectiveWeights.Member member(final Backend backend, final long nowNs) {
        return forced.contains(backend.address())
                ? new EffectiveWeights.Member(backend, true, Long.MAX_VALUE)
                : backends.get(backend.address()).member(backend, nowNs);
    }

    /** Works the weights out again; returns whether they changed. */
    boolean plan(final long nowNs) {
        final EffectiveSet before = effective;
        effective = plan(Optional.of(before), nowNs);
        return !before.backends().equals(effective.backends());
    }

    /** Whether slow start will change the weights again. */
    boolean hasSteps() {
        return effective.untilNextNs() != Long.MAX_VALUE;
    }

    /** Whether slow start has a step to make now. */
    boolean isDue(final long nowNs) {
        return nowNs - plannedNs >= effective.untilNextNs();
    }

    /** Backends whose runs are still to be begun, for the first time under this policy. */
    List<Watched> begun() {
        return begun;
    }

    Collection<Watched> backends() {
        return backends.values();
    }

    /** The service with the weights to use. */
    Service effective() {
        return service.withBackends(effective.backends());
    }

    ServiceHealth health(final long nowNs) {
        return new ServiceHealth(
                service.name(),
                backends.values().stream().map(watched -> watched.health(nowNs)).toList(),
                effective);
    }
}
