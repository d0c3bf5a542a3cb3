package io.guideway.bench.consistency;

import io.guideway.forwarder.TierNode;
import io.guideway.forwarder.TierNode.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What nodes say to each other, on its way: late, in another order, some of it much later as it had to be sent again, and some
 * of it never, if so asked.
 */
final class Mail {
    private static final int USUAL_MS = 5;
    private static final int AGAIN_ONE_OF = 50;
    private static final int AGAIN_MS = 200;

    private final SplittableRandom random;
    private final double loss;
    private final List<TierNode> living = new ArrayList<>();
    private final PriorityQueue<Letter> letters =
            new PriorityQueue<>(Comparator.comparingInt(Letter::atMs).thenComparingLong(Letter::number));
    private final Set<Line> lost = new HashSet<>();
    private long written;
    private long words;

    private record Letter(int atMs, long number, TierNode to, Word word) {}

    /** What of a flow one node should have heard. */
    private record Line(TierNode to, long flow) {}

    Mail(final Plan plan) {
        random = new SplittableRandom(plan.seed() + 3);
        loss = plan.loss();
    }

    /** Hears from now on. */
    void join(final TierNode node) {
        living.add(node);
    }

    /** Hears nothing any more. */
    void leave(final TierNode node) {
        living.remove(node);
    }

    void say(final TierNode from, final Word word, final int nowMs) {
        words++;
        for (final TierNode to : living) {
            if (to != from) {
                if (random.nextDouble() < loss) {
                    lost.add(new Line(to, word.flow()));
                } else {
                    letters.add(new Letter(nowMs + delay(), written++, to, word));
                }
            }
        }
    }

    private int delay() {
        final int again = random.nextInt(AGAIN_ONE_OF) == 0 ? random.nextInt(AGAIN_MS) : 0;
        return 1 + random.nextInt(USUAL_MS) + again;
    }

    void deliver(final int nowMs) {
        while (!letters.isEmpty() && letters.peek().atMs <= nowMs) {
            final Letter letter = letters.remove();
            if (living.contains(letter.to)) {
                letter.to.hear(letter.word);
            }
        }
    }

    boolean hasLost(final TierNode to, final long flow) {
        return lost.contains(new Line(to, flow));
    }

    boolean isOnItsWay(final TierNode to, final long flow) {
        return letters.stream().anyMatch(letter -> letter.to == to && letter.word.flow() == flow);
    }

    /** That were said. */
    long words() {
        return words;
    }
}
