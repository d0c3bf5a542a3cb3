package io.guideway.bench.lab;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody wants the lab to end. Any thread. */
final class Interruption {
    /** Unwinds whatever runs, so that everything is closed on the way. */
    static final class Asked extends RuntimeException {
        private static final long serialVersionUID = 1;

        Asked() {
            super("interrupted");
        }
    }

    private final List<Runnable> reactions = new CopyOnWriteArrayList<>();
    private volatile boolean asked;

    /** From now on the lab is to end. */
    void ask() {
        asked = true;
        reactions.forEach(Runnable::run);
    }

    /** Has this done when somebody asks; short, and harmless when done twice. */
    void react(final Runnable reaction) {
        reactions.add(reaction);
        if (asked) {
            reaction.run();
        }
    }

    boolean asked() {
        return asked;
    }

    /** @throws Asked if the lab is to end */
    void check() {
        if (asked) {
            throw new Asked();
        }
    }
}
