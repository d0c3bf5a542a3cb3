package io.guideway.bench.forward;

import io.guideway.ring.Eal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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

    /** Processor, DPDK and its memory, in a line. */
    public String hardware() {
        return "%s; %s; %s".formatted(cpu, dpdk, memory);
    }

    /** The virtual machine and its flags, in a line. */
    public String jvm() {
        return "Java %s %s".formatted(java, String.join(" ", jvmFlags));
    }

    /** All of it as fields of a report. */
    public void put(final ObjectNode json) {
        json.put("cpu_model", cpu);
        json.put("java", java);
        final ArrayNode flags = json.putArray("jvm_flags");
        jvmFlags.forEach(flags::add);
        json.put("dpdk", dpdk);
        json.put("memory", memory);
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
