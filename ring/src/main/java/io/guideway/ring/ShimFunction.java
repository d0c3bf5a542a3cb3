package io.guideway.ring;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/**
 * A function of the shim that is not called per burst: bound when it is first called, its arguments boxed. The header
 * {@code guideway/dpdk_shim.h} says which thread may call it.
 */
final class ShimFunction {
    private final String name;
    private final FunctionDescriptor shape;
    private volatile MethodHandle handle;

    private ShimFunction(final String name, final FunctionDescriptor shape) {
        this.name = name;
        this.shape = shape;
    }

    /** A function that returns something. */
    static ShimFunction of(final String name, final MemoryLayout result, final MemoryLayout... arguments) {
        return new ShimFunction(name, FunctionDescriptor.of(result, arguments));
    }

    /** A function that returns nothing. */
    static ShimFunction ofVoid(final String name, final MemoryLayout... arguments) {
        return new ShimFunction(name, FunctionDescriptor.ofVoid(arguments));
    }

    /**
     * Calls it.
     *
     * @param arguments of exactly the types of its layouts
     * @return its result, boxed; null where it has none
     * @throws DpdkException if there is no shim to use
     */
    Object call(final Object... arguments) {
        try {
            return handle().invokeWithArguments(arguments);
        } catch (final RuntimeException | Error e) {
            throw e;
        } catch (final Throwable impossible) {
            throw new AssertionError(name + " does not throw", impossible);
        }
    }

    /** Calls a function that returns an {@code int}: 0, a count, or a negative errno. */
    int status(final Object... arguments) {
        return (int) call(arguments);
    }

    @SuppressWarnings("restricted") // granted to the program by its manifest
    private MethodHandle handle() {
        MethodHandle bound = handle;
        if (bound == null) {
            bound = Linker.nativeLinker().downcallHandle(ShimLibrary.address(name), shape);
            handle = bound;
        }
        return bound;
    }
}
