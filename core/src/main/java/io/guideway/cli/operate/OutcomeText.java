package io.guideway.cli.operate;

import io.guideway.controller.operate.BackendChange;
import io.guideway.controller.operate.Outcome;
import io.guideway.controller.operate.ServiceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a change came to, a line for each service that is not as it was. */
public final class OutcomeText {
    /** With more of them nobody reads each. */
    private static final int MOST_LINES = 100;

    private OutcomeText() {}

    /** One text, without the end of its last line. */
    static String of(final Outcome outcome) {
        final String counts = counts(outcome.services());
        return switch (outcome.reach()) {
            case UNCHANGED -> "nothing changes, everything is so already";
            case DRY_RUN -> of("dry run, nothing is changed; it would be: " + counts, outcome.services());
            case WAITING -> of("kept, and done as soon as there is a forwarder: " + counts, outcome.services());
            case ADOPTED ->
                of(
                        "generation %d, adopted by every worker: %s".formatted(outcome.generation(), counts),
                        outcome.services());
        };
    }

    /** A headline, and the services below it, as far as somebody will read them. */
    public static String of(final String headline, final List<ServiceChange> services) {
        final List<String> lines = new ArrayList<>(List.of(headline));
        services.stream().limit(MOST_LINES).forEach(service -> lines.add(line(service)));
        if (services.size() > MOST_LINES) {
            lines.add("  and %d more".formatted(services.size() - MOST_LINES));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** How many services are not as they were. */
    public static String counts(final List<ServiceChange> services) {
        return "%d services added, %d removed, %d changed"
                .formatted(
                        count(services, ServiceChange.Kind.ADDED),
                        count(services, ServiceChange.Kind.REMOVED),
                        count(services, ServiceChange.Kind.CHANGED));
    }

    private static long count(final List<ServiceChange> services, final ServiceChange.Kind kind) {
        return services.stream().filter(service -> service.kind() == kind).count();
    }

    private static String line(final ServiceChange service) {
        return switch (service.kind()) {
            case ADDED -> "  + " + service.service();
            case REMOVED -> "  - " + service.service();
            case CHANGED ->
                "  ~ %s: %d of %d slots move%s"
                        .formatted(service.service(), service.moved(), service.slots(), backends(service));
        };
    }

    private static String backends(final ServiceChange service) {
        return service.backends().stream().map(OutcomeText::backend).collect(Collectors.joining());
    }

    private static String backend(final BackendChange change) {
        if (change.before().isEmpty()) {
            return "; + " + change.backend();
        }
        if (change.now().isEmpty()) {
            return "; - " + change.backend();
        }
        return "; %s weight %d, was %d"
                .formatted(
                        change.backend(),
                        change.now().getAsInt(),
                        change.before().getAsInt());
    }
}
