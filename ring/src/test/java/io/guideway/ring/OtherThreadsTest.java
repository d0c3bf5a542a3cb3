package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, since the whole process is moved. */
class OtherThreadsTest {
    private static final String FINE = "fine";

    @Test
    void everyThreadLeavesTheCpuButTheOneThatPinsItselfThere() throws IOException, InterruptedException {
        final ChildJvm.Result result = new ChildJvm().run(KeptOff.class);
        assertEquals(FINE, result.output().strip());
        assertEquals(0, result.exitCode());
    }

    @Test
    void whereAllCpusAreTakenNothingChanges() throws IOException, InterruptedException {
        final ChildJvm.Result result = new ChildJvm().run(NoneLeft.class);
        assertEquals(FINE, result.output().strip());
        assertEquals(0, result.exitCode());
    }

    static final class KeptOff {
        public static void main(final String[] arguments) throws IOException, InterruptedException {
            final int cpu = WorkerThread.cpu();
            final boolean only = placements().equals(Set.of(Integer.toString(cpu)));
            OtherThreads.keepOff(List.of(cpu));
            final Set<String> after = placements();
            if (!only && after.stream().anyMatch(list -> holds(list, cpu))) {
                throw new IllegalStateException("threads still run on " + after);
            }
            final Thread worker = Thread.ofPlatform().start(() -> {
                WorkerThread.pin(cpu);
                System.out.println(WorkerThread.cpu() == cpu ? FINE : "elsewhere");
            });
            worker.join();
        }
    }

    static final class NoneLeft {
        public static void main(final String[] arguments) throws IOException {
            final Set<String> before = placements();
            OtherThreads.keepOff(IntStream.range(0, 1024).boxed().toList());
            System.out.println(placements().equals(before) ? FINE : before + " became " + placements());
        }
    }

    /** Where the threads of this process may run, as the kernel writes it. */
    private static Set<String> placements() throws IOException {
        final Set<String> lists = new TreeSet<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (final Path thread : threads.toList()) {
                Files.readAllLines(thread.resolve("status")).stream()
                        .filter(line -> line.startsWith("Cpus_allowed_list:"))
                        .map(line -> line.split("\\s+")[1])
                        .forEach(lists::add);
            }
        }
        return lists;
    }

    private static boolean holds(final String list, final int cpu) {
        return Stream.of(list.split(","))
                .map(range -> range.split("-"))
                .anyMatch(ends -> Integer.parseInt(ends[0]) <= cpu && cpu <= Integer.parseInt(ends[ends.length - 1]));
    }
}
