package io.guideway.bench.lab.tier;

import io.guideway.bench.lab.tier.Event.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reports as runs could give them. */
final class Reports {
    private static final long SECOND = 1_000_000_000;

    private Reports() {}

    static TierPlan plan(final boolean replicates) {
        return new TierPlan(3, 300, Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(30), replicates);
    }

    /** With the sums that fit. */
    static Account account(final List<Event> events) {
        final Map<String, Long> sums = new HashMap<>(Map.of("messages", 1_234_567L, "octets", 2_345_678_901L));
        for (final Kind kind : Kind.values()) {
            sums.put(
                    kind.name().toLowerCase(Locale.ROOT),
                    events.stream().filter(event -> event.kind() == kind).count());
        }
        return new Account(events, sums);
    }

    /** One connection on the crashed backend broke, and one on another. */
    static TierReport oneBrokeWrongly() {
        final Account account = account(List.of(
                new Event(Kind.OPENED, 1, 7, 40_000, "b2", 1, ""),
                new Event(Kind.OPENED, 2, 8, 40_001, "b3", 2, ""),
                new Event(Kind.BROKEN, 13 * SECOND, 7, 40_000, "b2", 11 * SECOND, "silence"),
                new Event(Kind.BROKEN, 14 * SECOND, 8, 40_001, "b3", 12 * SECOND, "Connection reset by peer")));
        final List<StepResult> steps = List.of(
                account.during(new Step("nothing happens", 0, 10 * SECOND, Optional.empty())),
                account.during(new Step("a backend crashes", 10 * SECOND, 20 * SECOND, Optional.of("b2"))),
                account.during(
                        new Step("a backend added, a node killed", 20 * SECOND, 30 * SECOND, Optional.of("b2"))));
        return new TierReport(plan(false), steps, account, 41.5, 0, 123.4);
    }
}
