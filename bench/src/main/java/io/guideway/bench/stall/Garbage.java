package io.guideway.bench.stall;

/** Objects that live for a while, and then no more. */
final class Garbage {
    private static final int OBJECT = 1024;

    /** How many objects live: 16 MB of them. */
    private static final int ALIVE = 1 << 14;

    private final byte[][] alive = new byte[ALIVE][];
    private int next;

    /** Makes so much of it. */
    void leave(final int octets) {
        for (int made = 0; made < octets; made += OBJECT) {
            alive[next] = new byte[OBJECT];
            next = (next + 1) % ALIVE;
        }
    }
}
