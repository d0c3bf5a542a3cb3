package io.guideway.bench.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

/** With the kernel's own events, which need no counters of the processor. */
class ProcessorEventsTest {
    private static final int SOFTWARE = 1;
    private static final long TASK_CLOCK = 1;
    private static final long CPU_MIGRATIONS = 4;
    private static final int NO_TYPE = 0x7FFF_0000;

    private static final Rate RATE = new Rate(3, 5);

    @Test
    void whatIsCountedIsWhatCameDuringTheRun() {
        try (ProcessorEvents events = new ProcessorEvents(SOFTWARE, TASK_CLOCK, CPU_MIGRATIONS)) {
            final Run nothing = events.during(() -> RATE);
            assumeTrue(nothing.events().isPresent(), "the kernel lets us count nothing");
            final Run work = events.during(() -> spin(20_000_000));
            assertEquals(RATE, work.rate());
            final long ns = work.events().orElseThrow().cycles();
            assertTrue(ns >= 20_000_000 / 2, () -> "nanoseconds of this thread: " + ns);
            assertTrue(nothing.events().orElseThrow().cycles() < ns);
        }
    }

    @Test
    void whereThereAreNoCountersTheRunIsAllThereIs() {
        try (ProcessorEvents events = new ProcessorEvents(NO_TYPE, 0, 0)) {
            final Run run = events.during(() -> RATE);
            assertEquals(RATE, run.rate());
            assertTrue(run.events().isEmpty());
        }
    }

    /** Keeps this thread at work for so many nanoseconds of its own time, or a little more. */
    private static Rate spin(final long cpuNs) {
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        final long end = threads.getCurrentThreadCpuTime() + cpuNs;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
        return RATE;
    }
}
