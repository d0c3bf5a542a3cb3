package io.guideway.cli;

import io.guideway.cli.operate.OutcomeText;
import io.guideway.controller.operate.BackendChange;
import io.guideway.controller.operate.ServiceChange;
import io.guideway.forwarder.Adoption;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Difference;
import io.guideway.service.Middle;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Says what a change of the services came to, in the words of the commands. */
final class AdoptionText {
    private AdoptionText() {}

    /** One text, without the end of its last line. */
    static String of(final Adoption adoption) {
        return OutcomeText.of(total(adoption), changes(adoption.difference()));
    }

    /** Its first line. */
    static String total(final Adoption adoption) {
        return "generation %d: %d services; %s"
                .formatted(
                        adoption.generation(), adoption.services(), OutcomeText.counts(changes(adoption.difference())));
    }

    private static List<ServiceChange> changes(final Difference difference) {
        final List<ServiceChange> changes = new ArrayList<>();
        difference.added().forEach(service -> changes.add(whole(service, ServiceChange.Kind.ADDED)));
        difference.removed().forEach(service -> changes.add(whole(service, ServiceChange.Kind.REMOVED)));
        difference
                .changed()
                .forEach(changed -> changes.add(new ServiceChange(
                        changed.now().name(),
                        ServiceChange.Kind.CHANGED,
                        changed.now().tableSize(),
                        changed.moved(),
                        backends(changed))));
        return changes;
    }

    private static ServiceChange whole(final Service service, final ServiceChange.Kind kind) {
        return new ServiceChange(service.name(), kind, service.tableSize(), service.tableSize(), List.of());
    }

    private static List<BackendChange> backends(final Difference.Changed changed) {
        final List<Backend> then = changed.before().backends();
        final List<Backend> today = changed.now().backends();
        final Middle middle = Middle.of(then, today, Backend::equals);
        final Map<IpAddress, Integer> before = weights(middle.in(then));
        final Map<IpAddress, Integer> now = weights(middle.in(today));
        final List<BackendChange> changes = new ArrayList<>();
        now.forEach((address, weight) -> {
            final Integer was = before.get(address);
            if (!weight.equals(was)) {
                changes.add(new BackendChange(
                        address, was == null ? OptionalInt.empty() : OptionalInt.of(was), OptionalInt.of(weight)));
            }
        });
        before.forEach((address, weight) -> {
            if (!now.containsKey(address)) {
                changes.add(new BackendChange(address, OptionalInt.of(weight), OptionalInt.empty()));
            }
        });
        return changes;
    }

    private static Map<IpAddress, Integer> weights(final List<Backend> backends) {
        final Map<IpAddress, Integer> weights = new LinkedHashMap<>();
        for (final Backend backend : backends) {
            weights.put(backend.address(), backend.weight());
        }
        return weights;
    }
}
