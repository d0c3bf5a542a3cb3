package io.guideway.cli;

import io.guideway.forwarder.Adoption;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Difference;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what a change of the services came to, a line for each service that is not as it was, as far as somebody will read them. */
final class AdoptionText {
    /** With more of them nobody reads each. */
    private static final int MOST_LINES = 100;

    private AdoptionText() {}

    /** One text, without the end of its last line. */
    static String of(final Adoption adoption) {
        final Difference difference = adoption.difference();
        final List<String> lines = new ArrayList<>();
        difference.added().forEach(service -> lines.add("  + " + service.name()));
        difference.removed().forEach(service -> lines.add("  - " + service.name()));
        difference.changed().forEach(changed -> lines.add(changed(changed)));
        final List<String> shown = new ArrayList<>(List.of(total(adoption)));
        shown.addAll(lines.subList(0, Math.min(lines.size(), MOST_LINES)));
        if (lines.size() > MOST_LINES) {
            shown.add("  and %d more".formatted(lines.size() - MOST_LINES));
        }
        return String.join(System.lineSeparator(), shown);
    }

    /** Its first line. */
    static String total(final Adoption adoption) {
        final Difference difference = adoption.difference();
        return "generation %d: %d services; %d services added, %d removed, %d changed"
                .formatted(
                        adoption.generation(),
                        adoption.services(),
                        difference.added().size(),
                        difference.removed().size(),
                        difference.changed().size());
    }

    private static String changed(final Difference.Changed changed) {
        return "  ~ %s: %d of %d slots move%s"
                .formatted(changed.now().name(), changed.moved(), changed.now().tableSize(), backends(changed));
    }

    private static String backends(final Difference.Changed changed) {
        final Map<IpAddress, Integer> before = weights(changed.before());
        final Map<IpAddress, Integer> now = weights(changed.now());
        final StringBuilder text = new StringBuilder();
        now.forEach((address, weight) -> {
            final Integer was = before.get(address);
            if (was == null) {
                text.append("; + ").append(address);
            } else if (!was.equals(weight)) {
                text.append("; %s weight %d, was %d".formatted(address, weight, was));
            }
        });
        final List<IpAddress> gone = before.keySet().stream()
                .filter(address -> !now.containsKey(address))
                .toList();
        text.append(gone.stream().map(address -> "; - " + address).collect(Collectors.joining()));
        return text.toString();
    }

    private static Map<IpAddress, Integer> weights(final Service service) {
        final Map<IpAddress, Integer> weights = new LinkedHashMap<>();
        for (final Backend backend : service.backends()) {
            weights.put(backend.address(), backend.weight());
        }
        return weights;
    }
}
