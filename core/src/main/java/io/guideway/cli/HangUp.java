package io.guideway.cli;

import java.lang.reflect.Proxy;

/**
 * SIGHUP, by which operators and systemd ask a daemon to read its configuration again. Java has no other way to it than
 * {@code sun.misc.Signal} (module jdk.unsupported), which the compiler warns of whatever one does, hence by reflection.
 */
final class HangUp {
    private HangUp() {}

    /** From now on every SIGHUP has this done, on a thread of its own; without it the signal would end the program. */
    static void onSignal(final Runnable reaction) {
        try {
            final Class<?> signal = Class.forName("sun.misc.Signal");
            final Class<?> handler = Class.forName("sun.misc.SignalHandler");
            final Object handling = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, words) -> {
                        reaction.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
        } catch (final ReflectiveOperationException impossible) {
            throw new AssertionError("every JDK with the module jdk.unsupported has sun.misc.Signal", impossible);
        }
    }
}
