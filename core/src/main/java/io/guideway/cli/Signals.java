package io.guideway.cli;

import java.lang.reflect.Proxy;

/**
 * Signals beside those that end a JVM in its own way. Java has no other way to them than {@code sun.misc.Signal} (module
 * jdk.unsupported), which the compiler warns of whatever one does, hence by reflection.
 */
final class Signals {
    private Signals() {}

    /** From now on a signal of this name, without its SIG, does this and no more, on a thread of its own. */
    static void handle(final String name, final Runnable reaction) {
        try {
            final Class<?> signal = Class.forName("sun.misc.Signal");
            final Class<?> handler = Class.forName("sun.misc.SignalHandler");
            final Object handling = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, words) -> {
                        reaction.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
        } catch (final ReflectiveOperationException impossible) {
            throw new AssertionError("every JDK with the module jdk.unsupported has sun.misc.Signal", impossible);
        }
    }
}
