package io.guideway.bench;

import io.guideway.ring.NativeBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process takes, in octets.
 *
 * @param resident all that stands in memory (proc(5), status, VmRSS), huge pages of hugetlbfs apart
 * @param heap what the JVM has committed for objects
 * @param used of the heap
 * @param blocks of native memory that are open
 * @param blockOctets of those
 */
public record ProcessMemory(long resident, long heap, long used, long blocks, long blockOctets) {
    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1024;
    private static final double MIB = 1 << 20;

    /** Now. */
    public static ProcessMemory current() {
        final MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new ProcessMemory(
                resident(ProcessHandle.current().pid()),
                heap.getCommitted(),
                heap.getUsed(),
                NativeBlock.liveBlocks(),
                NativeBlock.liveOctets());
    }

    /** Now, and without objects that nothing refers to any more: a collection is asked for first. */
    public static ProcessMemory alive() {
        System.gc();
        return current();
    }

    /** What of any process stands in memory, in octets. */
    public static long resident(final long pid) {
        final Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            return KIB
                    * Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith(RESIDENT))
                            .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]))
                            .findFirst()
                            .orElseThrow();
        } catch (final IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(status), e);
        }
    }

    /** All of it in MiB. */
    public double residentMib() {
        return resident / MIB;
    }

    /** What the JVM has for objects, in MiB. */
    public double heapMib() {
        return heap / MIB;
    }

    /** What objects take of that, in MiB; just after a collection what is alive. */
    public double usedMib() {
        return used / MIB;
    }

    /** Open native blocks in MiB. */
    public double blockMib() {
        return blockOctets / MIB;
    }
}
