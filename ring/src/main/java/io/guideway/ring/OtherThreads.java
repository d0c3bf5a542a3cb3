package io.guideway.ring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The threads of this process beside its workers: those of the program, of DPDK, and those by which the JVM compiles and
 * collects. Left alone, the kernel runs them on the workers' CPUs as well, and a worker waits meanwhile.
 */
public final class OtherThreads {
    private static final ShimFunction KEEP_OFF =
            ShimFunction.of("gw_thread_keep_off", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

    private static final Path THREADS = Path.of("/proc/self/task");

    private OtherThreads() {}

    /**
     * Keeps every thread that there is, and those that they start, off some CPUs; before workers pin themselves there. A
     * thread that may run on no other CPU stays where it is: so nothing changes where workers have all CPUs. Any thread.
     *
     * @param cpus the system's numbers
     */
    public static void keepOff(final Collection<Integer> cpus) {
        final Set<Integer> done = new HashSet<>();
        // A thread may be born of one whose turn is still to come, so go on until there is no new one.
        for (List<Integer> threads = others(done); !threads.isEmpty(); threads = others(done)) {
            threads.forEach(thread -> keepOff(thread, cpus));
            done.addAll(threads);
        }
    }

    private static List<Integer> others(final Set<Integer> known) {
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.map(thread -> Integer.valueOf(thread.getFileName().toString()))
                    .filter(thread -> !known.contains(thread))
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("the threads of this process are not known", e);
        }
    }

    /** A thread that has just ended, or has no other CPU, is passed over. */
    private static void keepOff(final int thread, final Collection<Integer> cpus) {
        try (Arena arena = Arena.ofConfined()) {
            final int[] numbers = cpus.stream().mapToInt(Integer::intValue).toArray();
            final MemorySegment list = arena.allocateFrom(JAVA_INT, numbers);
            KEEP_OFF.status(thread, list, numbers.length);
        }
    }
}
