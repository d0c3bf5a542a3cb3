package io.guideway.ring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The few system calls that Java does not have, each with its result or the negative errno. Any thread; may wait. */
final class SystemCalls {
    static final int READ_AND_WRITE = 2;
    static final int CLOSE_ON_EXEC = 0x80000;
    static final int WITHOUT_WAITING = 0x800;
    static final int TRY_AGAIN = 11;

    private static final int POLLIN = 1;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MemoryLayout POLLED =
            MemoryLayout.structLayout(JAVA_INT.withName("fd"), JAVA_SHORT.withName("events"), JAVA_SHORT);

    private static final MethodHandle OPEN =
            link("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = link(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle READ =
            link("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle POLL =
            link("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SOCKET =
            link("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SENDTO =
            link("sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));

    private static final FunctionDescriptor TRANSFER = FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle READ_AT = link("read", TRANSFER);
    private static final MethodHandle WRITE_AT = link("write", TRANSFER);

    private SystemCalls() {}

    @SuppressWarnings("restricted") // granted to the program by its manifest
    private static MethodHandle link(
            final String name, final FunctionDescriptor shape, final Linker.Option... options) {
        final Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, all);
    }

    /** A call that leaves its errno in {@code state}. */
    private interface Call {
        long in(MemorySegment state) throws Throwable;
    }

    private static int call(final Call call) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment state = arena.allocate(STATE);
            final long result = call.in(state);
            return result < 0 ? -(int) ERRNO.get(state, 0L) : (int) result;
        } catch (final RuntimeException | Error e) {
            throw e;
        } catch (final Throwable impossible) {
            throw new AssertionError("system calls do not throw", impossible);
        }
    }

    static int open(final String path, final int flags) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment name = arena.allocateFrom(path);
            return call(state -> (int) OPEN.invokeExact(state, name, flags));
        }
    }

    static int ioctl(final int descriptor, final long request, final MemorySegment argument) {
        return call(state -> (int) IOCTL.invokeExact(state, descriptor, request, argument));
    }

    static int read(final int descriptor, final MemorySegment buffer) {
        return call(state -> (long) READ.invokeExact(state, descriptor, buffer, buffer.byteSize()));
    }

    /** Where {@link #read(MemorySegment, int, long, int)} and {@link #write} leave their errno, so that they make no objects. */
    static MemorySegment state(final Arena arena) {
        return arena.allocate(STATE);
    }

    /** Reads to a native address. */
    static int read(final MemorySegment state, final int descriptor, final long at, final int length) {
        try {
            return result(state, (long) READ_AT.invokeExact(state, descriptor, at, (long) length));
        } catch (final Throwable impossible) {
            throw new AssertionError("system calls do not throw", impossible);
        }
    }

    /** Writes from a native address. */
    static int write(final MemorySegment state, final int descriptor, final long at, final int length) {
        try {
            return result(state, (long) WRITE_AT.invokeExact(state, descriptor, at, (long) length));
        } catch (final Throwable impossible) {
            throw new AssertionError("system calls do not throw", impossible);
        }
    }

    private static int result(final MemorySegment state, final long returned) {
        return returned < 0 ? -(int) ERRNO.get(state, 0L) : (int) returned;
    }

    static int close(final int descriptor) {
        return call(state -> (int) CLOSE.invokeExact(state, descriptor));
    }

    /** Waits until there is something to read, at the most {@code milliseconds}; returns 0 if there is nothing. */
    static int awaitInput(final int descriptor, final int milliseconds) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment polled = arena.allocate(POLLED);
            polled.set(JAVA_INT, 0, descriptor);
            polled.set(JAVA_SHORT, 4, (short) POLLIN);
            return call(state -> (int) POLL.invokeExact(state, polled, 1L, milliseconds));
        }
    }

    static int socket(final int family, final int type, final int protocol) {
        return call(state -> (int) SOCKET.invokeExact(state, family, type, protocol));
    }

    static int send(final int descriptor, final MemorySegment packet, final MemorySegment to) {
        return call(state ->
                (long) SENDTO.invokeExact(state, descriptor, packet, packet.byteSize(), 0, to, (int) to.byteSize()));
    }
}
