package io.guideway.bench.stall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel knows of a thread's pauses; the JVM's own, in which the thread sleeps, are among none of these but the
 * third.
 *
 * @param waitingNs that the thread was ready to run while another had its CPU (schedstat's run delay)
 * @param preemptions how often another thread took its CPU
 * @param sleeps how often it gave its CPU up by itself, as a thread does that the JVM stops
 * @param stolenMs that the hypervisor gave the CPU to others (proc(5), stat), in steps of 10 ms
 */
record ThreadUse(long waitingNs, long preemptions, long sleeps, long stolenMs) {
    static final ThreadUse NONE = new ThreadUse(0, 0, 0, 0);

    private static final Path SCHEDULER = Path.of("/proc/thread-self/schedstat");
    private static final Path STATUS = Path.of("/proc/thread-self/status");
    private static final Path CPUS = Path.of("/proc/stat");

    /** Column of /proc/stat, the name of the CPU being the first. */
    private static final int STEAL = 8;

    /** Of the clock in which /proc/stat counts: USER_HZ is 100 wherever Linux runs Java. */
    private static final long TICK_MS = 10;

    /** Of the calling thread since it started, and of a CPU since the system did. */
    static ThreadUse current(final int cpu) {
        final String[] scheduler = read(SCHEDULER).strip().split(" ");
        final String status = read(STATUS);
        return new ThreadUse(
                Long.parseLong(scheduler[1]),
                field(status, "nonvoluntary_ctxt_switches:", 1),
                field(status, "voluntary_ctxt_switches:", 1),
                TICK_MS * field(read(CPUS), "cpu" + cpu, STEAL));
    }

    ThreadUse since(final ThreadUse before) {
        return new ThreadUse(
                waitingNs - before.waitingNs,
                preemptions - before.preemptions,
                sleeps - before.sleeps,
                stolenMs - before.stolenMs);
    }

    ThreadUse plus(final ThreadUse more) {
        return new ThreadUse(
                waitingNs + more.waitingNs,
                preemptions + more.preemptions,
                sleeps + more.sleeps,
                stolenMs + more.stolenMs);
    }

    /** A number in the line that begins with {@code name}; 0 where there is none. */
    private static long field(final String text, final String name, final int column) {
        return text.lines()
                .map(line -> line.split("\\s+"))
                .filter(words -> words[0].equals(name) && words.length > column)
                .mapToLong(words -> Long.parseLong(words[column]))
                .findFirst()
                .orElse(0);
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
