package io.guideway.maglev;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    private long total;
    private int turns;
    private int turn;
    /** Who is released at a turn: the first of a list. */
    private Peers[] releasedAt = {};

    private final Released released = new Released();
    /** Candidates by weight, then by index: those of one weight stand side by side. */
    private int[] members = {};

    private long[] byWeight = {};
    private final List<Peers> peers = new ArrayList<>();

    /**
     * From the first turn on.
     *
     * @param weights 1 or more each, at least one of them; those from {@code candidates} on do not count
     * @param turns how often {@link #next} will be called at the most
     */
    QuotaTurns begin(final int[] weights, final int candidates, final int turns) {
        this.turns = turns;
        turn = 0;
        makeRoom(candidates, turns);
        sort(weights, candidates);
        released.clear();
        int lists = 0;
        for (int from = 0; from < candidates; lists++) {
            final int weight = weights[members[from]];
            int end = from + 1;
            while (end < candidates && weights[members[end]] == weight) {
                end++;
            }
            released.add(peers(lists).begin(weight, members, from, end));
            from = end;
        }
        return this;
    }

    private void makeRoom(final int candidates, final int turns) {
        if (releasedAt.length <= turns) {
            releasedAt = new Peers[turns + 1];
        }
        Arrays.fill(releasedAt, 0, turns + 1, null);
        if (members.length < candidates) {
            members = new int[candidates];
            byWeight = new long[candidates];
        }
    }

    private void sort(final int[] weights, final int candidates) {
        total = 0;
        for (int i = 0; i < candidates; i++) {
            total += weights[i];
            byWeight[i] = (long) weights[i] << Integer.SIZE | i;
        }
        Arrays.sort(byWeight, 0, candidates);
        for (int i = 0; i < candidates; i++) {
            members[i] = (int) byWeight[i];
        }
    }

    private Peers peers(final int index) {
        if (index == peers.size()) {
            peers.add(new Peers());
        }
        return peers.get(index);
    }

    @Override
    public int next() {
        turn++;
        for (Peers next = releasedAt[turn]; next != null; next = next.behind()) {
            released.add(next);
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

    private void putOff(final Peers had) {
        final long at = Math.max(had.release(), turn + 1L);
        if (at <= turns) {
            releasedAt[(int) at] = had.before(releasedAt[(int) at]);
        }
    }
}
