package io.guideway.bench.lab.traffic;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.guideway.bench.forward.BenchLibrary;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/**
 * The functions of {@code guideway/lab.h}. Addresses travel as {@code long}. A trial lasts up to minutes, so nothing here is
 * bound as critical: the collector does not wait for it.
 */
final class TrafficLibrary {
    private static final MethodHandle TSC_HZ = BenchLibrary.link("gwl_tsc_hz", FunctionDescriptor.of(JAVA_LONG));
    private static final MethodHandle RUN =
            BenchLibrary.link("gwl_run", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle WRITE =
            BenchLibrary.link("gwl_write", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle JUDGE =
            BenchLibrary.link("gwl_judge", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG));
    private static final MethodHandle DISCARD =
            BenchLibrary.link("gwl_discard", FunctionDescriptor.of(JAVA_LONG, JAVA_SHORT));

    private TrafficLibrary() {}

    /** Cycles of the time stamp counter in a second. */
    static long tscHz() {
        try {
            return (long) TSC_HZ.invokeExact();
        } catch (final Throwable impossible) {
            throw new AssertionError("gwl_tsc_hz does not throw", impossible);
        }
    }

    /** One trial; returns 0 or a negative errno. */
    static int run(final long stream, final long sink, final long trial) {
        try {
            return (int) RUN.invokeExact(stream, sink, trial);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwl_run does not throw", impossible);
        }
    }

    /** Writes the frame of one place in the stream; returns its octets. */
    static int write(final long stream, final long place, final long now, final long frame) {
        try {
            return (int) WRITE.invokeExact(stream, place, now, frame);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwl_write does not throw", impossible);
        }
    }

    /** Lets the sink count one frame. */
    static void judge(final long sink, final long frame, final int length, final long now) {
        try {
            JUDGE.invokeExact(sink, frame, length, now);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwl_judge does not throw", impossible);
        }
    }

    /** Throws away what waits in queue 0 of a port; returns how many frames. */
    static long discard(final int port) {
        try {
            return (long) DISCARD.invokeExact((short) port);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwl_discard does not throw", impossible);
        }
    }
}
