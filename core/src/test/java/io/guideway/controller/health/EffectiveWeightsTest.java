package io.guideway.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.health.EffectiveWeights.Member;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EffectiveWeightsTest {
    private static final long LONG_AGO = Long.MAX_VALUE;
    private static final SlowStart FIVE_STEPS = new SlowStart(Duration.ofNanos(40), 5);

    @Test
    void aBackendThatIsDownHasNoWeight() {
        final EffectiveSet set = follow(List.of(up(1, 3), down(2, 5), up(3, 7)));
        assertEquals(List.of(3, 0, 7), weights(set));
        assertFalse(set.kept());
        assertEquals("", set.reason());
    }

    @Test
    void allWeightsAreAsConfiguredWhileAllAreUp() {
        assertEquals(List.of(3, 0, 7), weights(follow(List.of(up(1, 3), up(2, 0), up(3, 7)))));
    }

    @Test
    void whenAllFallAtOnceTheLastGoodSetIsKept() {
        final EffectiveSet before = follow(List.of(up(1, 1), down(2, 1), up(3, 1)));
        final EffectiveSet set = EffectiveWeights.of(
                List.of(down(1, 1), down(2, 1), down(3, 1)), Watermark.ONLY_NONE, SlowStart.NONE, Optional.of(before));
        assertEquals(List.of(1, 0, 1), weights(set));
        assertTrue(set.kept());
        assertTrue(set.reason().startsWith("0 of 3 backends are up, 0 % of the weight"), set.reason());
    }

    @Test
    void withoutALastGoodSetAllAreKept() {
        final EffectiveSet set = follow(List.of(down(1, 1), down(2, 4)));
        assertEquals(List.of(1, 4), weights(set));
        assertTrue(set.kept());
    }

    @Test
    void whatComesUpJoinsTheSetThatIsKept() {
        final Watermark half = new Watermark(50, 75);
        final EffectiveSet good = of(half, Optional.empty(), up(1, 1), up(2, 1), down(3, 1), down(4, 1));
        final EffectiveSet kept = of(half, Optional.of(good), up(1, 1), down(2, 1), down(3, 1), down(4, 1));
        assertEquals(List.of(1, 1, 0, 0), weights(kept));
        final EffectiveSet joined = of(half, Optional.of(kept), up(1, 1), down(2, 1), down(3, 1), up(4, 1));
        assertTrue(joined.kept(), "half is not three quarters");
        assertEquals(List.of(1, 1, 0, 1), weights(joined));
        final EffectiveSet left = of(half, Optional.of(joined), up(1, 1), down(2, 1), up(3, 1), up(4, 1));
        assertFalse(left.kept());
        assertEquals(List.of(1, 0, 1, 1), weights(left));
    }

    @Test
    void theWatermarkCountsWeightAndNotBackends() {
        final Watermark half = new Watermark(50, 50);
        assertFalse(of(half, Optional.empty(), up(1, 6), down(2, 1), down(3, 1)).kept());
        assertTrue(of(half, Optional.empty(), up(1, 1), up(2, 1), down(3, 6)).kept());
    }

    @Test
    void aSetOfNoWeightMissesNothing() {
        final EffectiveSet set = follow(List.of(down(1, 0), up(2, 0)));
        assertFalse(set.kept());
        assertEquals(List.of(0, 0), weights(set));
        assertFalse(follow(List.of()).kept());
    }

    @Test
    void theLargestWeightsDoNotOverflow() {
        final List<Member> many = IntStream.range(0, 65_535)
                .mapToObj(i -> i == 0 ? member(i, 1_000_000, true, 0) : up(i, 1_000_000))
                .toList();
        final EffectiveSet set = EffectiveWeights.of(
                many, Watermark.ONLY_NONE, new SlowStart(Duration.ofSeconds(1), 100), Optional.empty());
        assertEquals(1_000_000, set.backends().getFirst().weight());
        assertEquals(100_000_000, set.backends().getLast().weight());
    }

    @Test
    void aBackendThatCameUpGetsItsWeightInSteps() {
        assertEquals(List.of(10, 2), weights(slow(0)));
        assertEquals(List.of(10, 2), weights(slow(9)));
        assertEquals(List.of(10, 4), weights(slow(10)));
        assertEquals(List.of(10, 8), weights(slow(39)));
        assertEquals(List.of(2, 2), weights(slow(40)));
        assertEquals(1, slow(9).untilNextNs());
        assertEquals(10, slow(10).untilNextNs());
        assertEquals(Long.MAX_VALUE, slow(40).untilNextNs());
    }

    private static EffectiveSet slow(final long upNs) {
        return EffectiveWeights.of(
                List.of(up(1, 2), member(2, 2, true, upNs)), Watermark.ONLY_NONE, FIVE_STEPS, Optional.empty());
    }

    @Property(tries = 500)
    void someWeightIsLeftWhereverSomeIsConfigured(
            @ForAll("members") final List<Member> first,
            @ForAll("members") final List<Member> second,
            @ForAll @IntRange(max = 100) final int low,
            @ForAll @IntRange(max = 100) final int high) {
        final Watermark watermark = new Watermark(Math.min(low, high), Math.max(low, high));
        EffectiveSet set = EffectiveWeights.of(first, watermark, FIVE_STEPS, Optional.empty());
        assertSomeWeight(first, set);
        set = EffectiveWeights.of(second, watermark, FIVE_STEPS, Optional.of(set));
        assertSomeWeight(second, set);
    }

    private static void assertSomeWeight(final List<Member> members, final EffectiveSet set) {
        final boolean configured =
                members.stream().anyMatch(member -> member.configured().weight() > 0);
        assertEquals(configured, set.backends().stream().anyMatch(backend -> backend.weight() > 0));
        assertEquals(
                members.stream().map(Member::address).toList(),
                set.backends().stream().map(Backend::address).toList());
    }

    @Property(tries = 500)
    void whatIsUpHasItsWeightAndWhatIsDownHasNoneUnlessTheSetIsKept(@ForAll("members") final List<Member> members) {
        final EffectiveSet set = EffectiveWeights.of(members, Watermark.ONLY_NONE, SlowStart.NONE, Optional.empty());
        for (int i = 0; i < members.size(); i++) {
            final Member member = members.get(i);
            final int expected =
                    member.isUp() || set.kept() ? member.configured().weight() : 0;
            assertEquals(expected, set.backends().get(i).weight());
        }
    }

    @Property(tries = 200)
    void slowStartOnlyEverRaisesTheShareAndEndsAtTheWholeWeight(
            @ForAll @IntRange(min = 1, max = 100) final int steps,
            @ForAll @IntRange(min = 100, max = 100_000) final int overNs) {
        final SlowStart slowStart = new SlowStart(Duration.ofNanos(overNs), steps);
        int last = 0;
        for (long upNs = 0; slowStart.step(upNs) < steps; upNs += slowStart.untilNextNs(upNs)) {
            assertEquals(last + 1, slowStart.step(upNs));
            last = slowStart.step(upNs);
        }
        assertEquals(steps, slowStart.step(overNs));
        assertEquals(steps - 1, last);
    }

    @Provide
    Arbitrary<List<Member>> members() {
        final Arbitrary<Member> member = Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0L, 10L, 45L, LONG_AGO))
                .as(EffectiveWeightsTest::member);
        return member.list().ofMaxSize(12).uniqueElements(Member::address);
    }

    private static EffectiveSet follow(final List<Member> members) {
        return EffectiveWeights.of(members, Watermark.ONLY_NONE, SlowStart.NONE, Optional.empty());
    }

    private static EffectiveSet of(
            final Watermark watermark, final Optional<EffectiveSet> before, final Member... members) {
        return EffectiveWeights.of(List.of(members), watermark, SlowStart.NONE, before);
    }

    private static Member up(final int host, final int weight) {
        return member(host, weight, true, LONG_AGO);
    }

    private static Member down(final int host, final int weight) {
        return member(host, weight, false, 0);
    }

    private static Member member(final int host, final int weight, final boolean isUp, final long upNs) {
        return new Member(new Backend(IpAddress.ipv4(host), weight), isUp, upNs);
    }

    private static List<Integer> weights(final EffectiveSet set) {
        return set.backends().stream().map(Backend::weight).toList();
    }
}
