package io.guideway.cli;

import java.lang.reflect.Proxy;

/**
 * SIGHUP, by which operators and systemd ask a daemon to read its configuration again. Without this it would end the program,
 * so it is made before the program says that it is ready. Java has no other way to it than {@code sun.misc.Signal} (module
 * jdk.unsupported), which the compiler warns of whatever one does, hence by reflection.
 */
final class HangUp {
    private Runnable reaction;
    private boolean asked;

    /** From now on the signal does not end the program. */
    HangUp() {
        try {
            final Class<?> signal = Class.forName("sun.misc.Signal");
            final Class<?> handler = Class.forName("sun.misc.SignalHandler");
            final Object handling = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, words) -> {
                        onSignal();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
        } catch (final ReflectiveOperationException impossible) {
            throw new AssertionError("every JDK with the module jdk.unsupported has sun.misc.Signal", impossible);
        }
    }

    private synchronized void onSignal() {
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
