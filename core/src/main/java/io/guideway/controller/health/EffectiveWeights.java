package io.guideway.controller.health;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Turns configured weights and states into the weights to use. Pure functions; any thread. */
final class EffectiveWeights {
    private EffectiveWeights() {}

    /**
     * A backend as it stands.
     *
     * @param configured with the weight that the configuration gives
     * @param upNs how long ago it came up; {@link Long#MAX_VALUE} if it never was down; without meaning if it is
     */
    record Member(Backend configured, boolean isUp, long upNs) {
        IpAddress address() {
            return configured.address();
        }
    }

    /**
     * The weights now.
     *
     * @param before what was found the last time, empty at the first: the watermark remembers the last good set
     */
    static EffectiveSet of(
            final List<Member> members,
            final Watermark watermark,
            final SlowStart slowStart,
            final Optional<EffectiveSet> before) {
        final boolean wasKept = before.map(EffectiveSet::kept).orElse(false);
        if (isTooFew(members, wasKept ? watermark.high() : watermark.low())) {
            return keep(members, watermark, before);
        }
        return follow(members, slowStart);
    }

    /** Whether nothing is up, or less than {@code percent} of the weight; of no weight at all nothing can be missing. */
    private static boolean isTooFew(final List<Member> members, final int percent) {
        final long up = weight(members, Member::isUp);
        final long all = weight(members, member -> true);
        return all > 0 && (up == 0 || up * 100 < all * percent);
    }

    private static long weight(final List<Member> members, final Predicate<Member> which) {
        return members.stream()
                .filter(which)
                .mapToLong(member -> member.configured().weight())
                .sum();
    }

    /**
     * While a backend is on its way up, all weights are multiplied by the number of steps, so that whole numbers can tell
     * one step from the next; in proportion nothing changes for the others.
     */
    private static EffectiveSet follow(final List<Member> members, final SlowStart slowStart) {
        final long untilNextNs = members.stream()
                .filter(Member::isUp)
                .mapToLong(member -> slowStart.untilNextNs(member.upNs()))
                .min()
                .orElse(Long.MAX_VALUE);
        final boolean everyoneArrived = untilNextNs == Long.MAX_VALUE;
        final List<Backend> backends = members.stream()
                .map(member ->
                        weighted(member, member.isUp() ? (everyoneArrived ? 1 : slowStart.step(member.upNs())) : 0))
                .toList();
        return new EffectiveSet(backends, false, "", addresses(members, Member::isUp), untilNextNs);
    }

    private static EffectiveSet keep(
            final List<Member> members, final Watermark watermark, final Optional<EffectiveSet> before) {
        final Set<IpAddress> lastGood = before.map(EffectiveSet::lastGood).orElse(Set.of());
        final Predicate<Member> isUsed = member -> member.isUp() || lastGood.contains(member.address());
        final boolean nothingLeft = weight(members, isUsed) == 0;
        final List<Backend> backends = members.stream()
                .map(member -> weighted(member, nothingLeft || isUsed.test(member) ? 1 : 0))
                .toList();
        return new EffectiveSet(backends, true, reason(members, watermark), lastGood, Long.MAX_VALUE);
    }

    private static String reason(final List<Member> members, final Watermark watermark) {
        final long up = members.stream().filter(Member::isUp).count();
        final long percent = 100 * weight(members, Member::isUp) / weight(members, member -> true);
        return "%d of %d backends are up, %d %% of the weight (watermark: low %d %%, high %d %%): the last good set is kept"
                .formatted(up, members.size(), percent, watermark.low(), watermark.high());
    }

    private static Backend weighted(final Member member, final int factor) {
        final boolean serves = factor > 0 && member.configured().serves();
        return new Backend(member.address(), member.configured().weight() * factor, serves);
    }

    private static Set<IpAddress> addresses(final List<Member> members, final Predicate<Member> which) {
        return members.stream().filter(which).map(Member::address).collect(Collectors.toSet());
    }
}
