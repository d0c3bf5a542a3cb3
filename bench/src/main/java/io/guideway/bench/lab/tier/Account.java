package io.guideway.bench.lab.tier;

import io.guideway.bench.lab.tier.Event.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of every connection.
 *
 * @param events in their order
 * @param sums what the client counted itself
 */
record Account(List<Event> events, Map<String, Long> sums) {

    /** What does not add up; empty = every connection is accounted for. */
    List<String> faults() {
        final List<String> faults = new ArrayList<>();
        for (final Kind kind : Kind.values()) {
            final String name = kind.name().toLowerCase(Locale.ROOT);
            final long told = count(kind);
            final long counted = sums.getOrDefault(name, 0L);
            if (told != counted) {
                faults.add("the client counted %d connections %s, and told of %d".formatted(counted, name, told));
            }
        }
        if (count(Kind.OPENED) != count(Kind.CLOSED) + count(Kind.BROKEN)) {
            faults.add("%d connections were opened, but %d closed and %d broken"
                    .formatted(count(Kind.OPENED), count(Kind.CLOSED), count(Kind.BROKEN)));
        }
        return faults;
    }

    long count(final Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).count();
    }

    /** What came back octet for octet. */
    long messages() {
        return sums.getOrDefault("messages", 0L);
    }

    /** Payload of these. */
    long octets() {
        return sums.getOrDefault("octets", 0L);
    }

    /** What happened during one step. */
    StepResult during(final Step step) {
        final List<Event> broken = lost(Kind.BROKEN, step);
        final int crashed =
                (int) broken.stream().filter(event -> isOnCrashed(event, step)).count();
        final int begun = (int) events.stream()
                .filter(event -> event.kind() == Kind.OPENED && step.holds(event.atNs()))
                .count();
        return new StepResult(
                step,
                openIn(step),
                begun,
                broken,
                crashed,
                lost(Kind.UNOPENED, step).size());
    }

    private List<Event> lost(final Kind kind, final Step step) {
        return events.stream()
                .filter(event -> event.kind() == kind && step.holds(event.sinceNs()))
                .toList();
    }

    private static boolean isOnCrashed(final Event event, final Step step) {
        return step.crashed().filter(event.backend()::equals).isPresent();
    }

    private int openIn(final Step step) {
        final Map<Long, Long> ends = new HashMap<>();
        events.stream()
                .filter(event -> event.kind() == Kind.CLOSED || event.kind() == Kind.BROKEN)
                .forEach(event -> ends.put(event.connection(), event.atNs()));
        return (int) events.stream()
                .filter(event -> event.kind() == Kind.OPENED && event.atNs() < step.endNs())
                .filter(event -> ends.getOrDefault(event.connection(), Long.MAX_VALUE) >= step.beginNs())
                .count();
    }
}
