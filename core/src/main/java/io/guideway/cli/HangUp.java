package io.guideway.cli;

/**
 * SIGHUP, by which operators and systemd ask a daemon to read its configuration again. Without this it would end the program,
 * so it is made before the program says that it is ready.
 */
final class HangUp {
    private Runnable reaction;
    private boolean asked;

    /** From now on the signal does not end the program. */
    HangUp() {
        Signals.handle("HUP", this::ask);
    }

    /** The same as the signal. Any thread. */
    synchronized void ask() {
        asked = true;
        if (reaction != null) {
            reaction.run();
        }
    }

    /** Has this done at every signal, on a thread of its own, and now if there was one already. */
    synchronized void react(final Runnable what) {
        reaction = what;
        if (asked) {
            what.run();
        }
    }
}
