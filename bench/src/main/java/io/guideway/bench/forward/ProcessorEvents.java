package io.guideway.bench.forward;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Cycles and instructions of one thread, in user mode, as the processor counts them: {@code struct gwb_events}. Virtual
 * machines as a rule offer no such counters. Belongs to the thread that opened it.
 */
final class ProcessorEvents implements AutoCloseable {
    // linux/perf_event.h
    private static final int HARDWARE = 0;
    private static final long CYCLES = 0;
    private static final long INSTRUCTIONS = 1;

    private static final int COUNTS = 8;
    private static final int SIZE = 24;

    private static final MethodHandle OPEN = BenchLibrary.link(
            "gwb_events_open", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle READ =
            BenchLibrary.link("gwb_events_read", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle CLOSE =
            BenchLibrary.link("gwb_events_close", FunctionDescriptor.ofVoid(JAVA_LONG));

    private final NativeBlock block = new NativeBlock(SIZE);
    private final boolean open;

    /** Cycles and instructions of the calling thread, where the machine offers them. */
    ProcessorEvents() {
        this(HARDWARE, CYCLES, INSTRUCTIONS);
    }

    /** Any two events of one type of {@code linux/perf_event.h}. */
    ProcessorEvents(final int type, final long first, final long second) {
        try {
            open = (int) OPEN.invokeExact(block.address(), type, first, second) == 0;
        } catch (final Throwable impossible) {
            throw new AssertionError("gwb_events_open does not throw", impossible);
        }
    }

    /** Runs, and tells what was counted meanwhile. */
    Run during(final Supplier<Rate> run) {
        if (!open) {
            return new Run(run.get(), Optional.empty());
        }
        final EventCounts before = read();
        final Rate rate = run.get();
        return new Run(rate, Optional.of(read().since(before)));
    }

    private EventCounts read() {
        final long counts = block.address() + COUNTS;
        final int result;
        try {
            result = (int) READ.invokeExact(block.address(), counts);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwb_events_read does not throw", impossible);
        }
        if (result < 0) {
            throw new IllegalStateException("the processor's events cannot be read (errno %s)".formatted(-result));
        }
        return new EventCounts(Mem.i64(counts), Mem.i64(counts + Long.BYTES));
    }

    @Override
    public void close() {
        if (open) {
            try {
                CLOSE.invokeExact(block.address());
            } catch (final Throwable impossible) {
                throw new AssertionError("gwb_events_close does not throw", impossible);
            }
        }
        block.close();
    }
}
