package io.guideway.bench.stall;

import io.guideway.bench.stall.JvmEvent.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the JVM did, to look into. */
record JvmEvents(List<JvmEvent> all) {
    private static final Comparator<JvmEvent> MOST_TELLING =
            Comparator.comparing(JvmEvent::kind).thenComparing(JvmEvent::lengthNs, Comparator.reverseOrder());

    JvmEvents {
        all = List.copyOf(all);
    }

    /** The most telling event during a gap: the longest of the kind that is named first. Empty where the JVM did nothing. */
    Optional<JvmEvent> cause(final Gap gap) {
        return all.stream()
                .filter(event -> event.overlaps(gap.startNs(), gap.endNs()))
                .min(MOST_TELLING);
    }

    /** Those of a kind that overlap any of the rounds. */
    JvmEvents of(final Kind kind, final List<Round> rounds) {
        final Predicate<JvmEvent> during =
                event -> rounds.stream().anyMatch(round -> event.overlaps(round.startNs(), round.endNs()));
        return new JvmEvents(all.stream()
                .filter(event -> event.kind() == kind)
                .filter(during)
                .toList());
    }

    /** The same, by what was done. */
    Map<String, JvmEvents> byName() {
        return all.stream()
                .collect(Collectors.groupingBy(
                        JvmEvent::what,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), JvmEvents::new)));
    }

    /** The longest gap that was kept during which one of these happened; 0 if there is none. */
    long longestGapNs(final Gaps gaps) {
        return gaps.longest().stream()
                .filter(gap -> cause(gap).isPresent())
                .mapToLong(Gap::lengthNs)
                .max()
                .orElse(0);
    }

    int count() {
        return all.size();
    }

    long totalNs() {
        return all.stream().mapToLong(JvmEvent::lengthNs).sum();
    }

    /** The longest; 0 if there is none. */
    long longestNs() {
        return all.stream().mapToLong(JvmEvent::lengthNs).max().orElse(0);
    }

    /** The longest time until all threads had stopped; 0 if there is none. */
    long longestReachingNs() {
        return all.stream().mapToLong(JvmEvent::reachingNs).max().orElse(0);
    }
}
