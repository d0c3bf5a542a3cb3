package io.guideway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process takes, in octets.
 *
 * @param resident all that stands in memory (proc(5), status, VmRSS), huge pages of hugetlbfs apart
 * @param heap of it what the JVM has committed for objects
 */
public record ProcessMemory(long resident, long heap) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KIB = 1024;
    private static final double MIB = 1 << 20;

    /** Now. */
    public static ProcessMemory current() {
        try {
            final long kibibytes = Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]))
                    .findFirst()
                    .orElseThrow();
            return new ProcessMemory(
                    kibibytes * KIB,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted());
        } catch (final IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(STATUS), e);
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
}
