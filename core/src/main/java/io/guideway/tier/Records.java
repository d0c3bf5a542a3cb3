package io.guideway.tier;

import io.guideway.flow.RecordKind;
import io.guideway.service.BackendIdentity;
import java.util.Arrays;
import java.util.List;

/**
 * Flows and the backends that they have. Arrays are not copied: who makes one leaves them alone from then on.
 *
 * @param nonce of the question that this answers; 0: it answers none
 * @param isLast whether the answer ends here
 * @param backends that occur
 * @param flows keys
 * @param places of each flow's backend in the list
 * @param kinds of each flow's record
 * @param ages seconds since each flow's last packet
 */
record Records(
        long nonce,
        boolean isLast,
        List<BackendIdentity> backends,
        long[] flows,
        char[] places,
        RecordKind[] kinds,
        char[] ages)
        implements Message {
    /** Of no question. */
    static final long NO_NONCE = 0;

    int count() {
        return flows.length;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof final Records that
                && nonce == that.nonce
                && isLast == that.isLast
                && backends.equals(that.backends)
                && Arrays.equals(flows, that.flows)
                && Arrays.equals(places, that.places)
                && Arrays.equals(kinds, that.kinds)
                && Arrays.equals(ages, that.ages);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(flows) * 31 + Long.hashCode(nonce);
    }

    @Override
    public String toString() {
        return "Records[nonce=%x, isLast=%b, backends=%s, flows=%d]".formatted(nonce, isLast, backends, flows.length);
    }
}
