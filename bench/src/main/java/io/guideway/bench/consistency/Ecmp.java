package io.guideway.bench.consistency;

import java.util.Locale;

/** How routers spread flows over the nodes that live. */
enum Ecmp {
    /** The flow's hash modulo the number of nodes: when one dies or returns, most flows move. */
    MODULO {
        @Override
        int node(final long hash, final boolean[] live) {
            int count = 0;
            for (final boolean one : live) {
                count += one ? 1 : 0;
            }
            int left = (int) Long.remainderUnsigned(hash, count);
            int node = -1;
            while (left >= 0) {
                node++;
                left -= live[node] ? 1 : 0;
            }
            return node;
        }
    },
    /** Only the flows of a node that died move, and they return when it does: the highest of a weight for each node. */
    RESILIENT {
        @Override
        int node(final long hash, final boolean[] live) {
            int best = -1;
            long most = 0;
            for (int node = 0; node < live.length; node++) {
                final long weight = Bits.mix(hash + node * Bits.GOLDEN) >>> 1;
                if (live[node] && (best < 0 || weight > most)) {
                    best = node;
                    most = weight;
                }
            }
            return best;
        }
    };

    /** The node that a flow is sent to; one lives at least. */
    abstract int node(long hash, boolean[] live);

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
