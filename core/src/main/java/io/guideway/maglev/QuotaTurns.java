package io.guideway.maglev;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The quota method (Balinski and Young, "The Quota Method of Apportionment", American Mathematical Monthly 82, 1975), one
 * turn being one seat. With x the turns a candidate has had, w its weight and W the sum of weights: at turn t, counted from
 * 1, of the candidates with x * W < w * t the one with the least (x + 1) / w, the first of them in a tie.
 *
 * <p>Candidates of one weight have their turns one after the other ({@link Peers}), so only weights need comparing. When all
 * of one weight have had a turn, none may have the next before a turn that can be told at once; until then they wait in a
 * list for that turn, and from then on in a heap. So a turn costs O(log D) with D different weights, and less as a rule, since
 * the next of the same weight is in the right place already.
 */
final class QuotaTurns implements Turns {
    private final long total;
    /** Who is released at a turn: the first of a list. */
    private final Peers[] releasedAt;

    private final Released released;
    private int turn;

    QuotaTurns(final int[] weights, final int turns) {
        total = Arrays.stream(weights).asLongStream().sum();
        releasedAt = new Peers[turns + 1];
        final Collection<List<Integer>> byWeight = byWeight(weights);
        released = new Released(byWeight.size());
        for (final List<Integer> members : byWeight) {
            final int[] indices = members.stream().mapToInt(Integer::intValue).toArray();
            released.add(new Peers(weights[indices[0]], indices));
        }
    }

    private static Collection<List<Integer>> byWeight(final int[] weights) {
        final Map<Integer, List<Integer>> indices = IntStream.range(0, weights.length)
                .boxed()
                .collect(Collectors.groupingBy(i -> weights[i], TreeMap::new, Collectors.toList()));
        return indices.values();
    }

    @Override
    public int next() {
        turn++;
        for (Peers peers = releasedAt[turn]; peers != null; peers = peers.behind()) {
            released.add(peers);
        }
        final Peers top = released.top();
        final int chosen = top.next();
        if (top.take(total)) {
            released.remove();
            putOff(top);
        } else {
            released.update();
        }
        return chosen;
    }

    private void putOff(final Peers peers) {
        final long at = Math.max(peers.release(), turn + 1L);
        if (at < releasedAt.length) {
            releasedAt[(int) at] = peers.before(releasedAt[(int) at]);
        }
    }
}
