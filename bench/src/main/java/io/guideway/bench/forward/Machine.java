package io.guideway.bench.forward;

import io.guideway.ring.Eal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What figures hold for.
 *
 * @param cpu model of the processor
 * @param java version and vendor of the virtual machine
 * @param jvmFlags given to it
 * @param dpdk version
 * @param memory what DPDK's memory is made of
 */
public record Machine(String cpu, String java, List<String> jvmFlags, String dpdk, String memory) {
    private static final Path CPUS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    /** This one. */
    public static Machine current(final String memory) {
        return new Machine(
                cpuModel(),
                "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor")),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                Eal.version(),
                memory);
    }

    private static String cpuModel() {
        try (Stream<String> lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
