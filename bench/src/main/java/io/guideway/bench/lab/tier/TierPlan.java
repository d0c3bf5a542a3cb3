package io.guideway.bench.lab.tier;

import java.time.Duration;

/**
 * All that is asked for.
 *
 * @param nodes {@link #FEWEST_NODES} to {@link #MOST_NODES}
 * @param connections at a time, {@link #FEWEST_CONNECTIONS} to {@link #MOST_CONNECTIONS}
 * @param drain drain time of the service
 * @param stay how long each step goes on after its change is made and every connection has had an answer
 * @param patience of the client, until an answer that has not come counts as none
 * @param replicates whether the nodes tell each other their flows
 */
record TierPlan(int nodes, int connections, Duration drain, Duration stay, Duration patience, boolean replicates) {
    static final int FEWEST_NODES = 2;
    static final int MOST_NODES = 3;
    static final int BACKENDS = 5;

    /** With fewer a backend or a node could be without any. */
    static final int FEWEST_CONNECTIONS = 20;

    /** What the client, one Python program, keeps busy beside the nodes on two CPUs. */
    static final int MOST_CONNECTIONS = 2000;

    /** @throws IllegalArgumentException if a number is out of its range; the message has value and remedy */
    TierPlan {
        require("nodes", nodes, FEWEST_NODES, MOST_NODES);
        require("connections", connections, FEWEST_CONNECTIONS, MOST_CONNECTIONS);
    }

    private static void require(final String what, final int value, final int fewest, final int most) {
        if (value < fewest || value > most) {
            throw new IllegalArgumentException("%s is %d; give %d to %d".formatted(what, value, fewest, most));
        }
    }
}
