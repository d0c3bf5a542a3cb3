package io.guideway.tier;

import io.guideway.flow.RecordKind;
import io.guideway.service.BackendIdentity;
import io.guideway.service.ServedBackends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records on their way into one frame; each backend is named once. One thread. */
final class Batch {
    private static final int FLOW = 13;
    private static final int BACKEND = 24;

    /** The most that one record takes. */
    private static final int MOST = FLOW + BACKEND;

    private static final int MOST_FLOWS = LetterWriter.ROOM / FLOW;
    private static final int MOST_AGE = 0xFFFF;

    private final long[] flows = new long[MOST_FLOWS];
    private final char[] places = new char[MOST_FLOWS];
    private final RecordKind[] kinds = new RecordKind[MOST_FLOWS];
    private final char[] ages = new char[MOST_FLOWS];
    private final Map<Integer, Integer> known = new HashMap<>();
    private final List<BackendIdentity> backends = new ArrayList<>();
    private int count;

    int count() {
        return count;
    }

    /** Whether so many records fit, whatever their backends. */
    boolean hasRoom(final int records) {
        return count * FLOW + backends.size() * BACKEND + records * MOST <= LetterWriter.ROOM;
    }

    /**
     * Adds a record, for which there is room; one whose backend is not served is left out, as it means nothing any more.
     *
     * @param lasting number of the backend
     */
    void add(
            final long flow,
            final int lasting,
            final RecordKind kind,
            final int ageTicks,
            final ServedBackends served) {
        final Integer place = known.get(lasting);
        if (place != null) {
            put(flow, place, kind, ageTicks);
            return;
        }
        final Optional<BackendIdentity> identity = served.identity(lasting);
        if (identity.isPresent()) {
            known.put(lasting, backends.size());
            backends.add(identity.get());
            put(flow, backends.size() - 1, kind, ageTicks);
        }
    }

    private void put(final long flow, final int place, final RecordKind kind, final int ageTicks) {
        flows[count] = flow;
        places[count] = (char) place;
        kinds[count] = kind;
        ages[count] = (char) Math.min(ageTicks, MOST_AGE);
        count++;
    }

    /** Takes the records out, as a message. */
    Records take(final long nonce, final boolean isLast) {
        final Records taken = new Records(
                nonce,
                isLast,
                List.copyOf(backends),
                Arrays.copyOf(flows, count),
                Arrays.copyOf(places, count),
                Arrays.copyOf(kinds, count),
                Arrays.copyOf(ages, count));
        count = 0;
        known.clear();
        backends.clear();
        return taken;
    }
}
