package io.guideway.bench.lab;

import io.guideway.bench.forward.Machine;
import io.guideway.bench.lab.traffic.TrafficDpdk;
import io.guideway.cli.Guideway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run has to have around it to be repeated.
 *
 * @param guideway version
 * @param machine processor, Java, its flags, DPDK, memory
 * @param cpus of this machine
 * @param kernel version
 * @param kernelCommandLine as the kernel was booted
 * @param hugePages lines of /proc/meminfo
 * @param clockSource of the kernel
 * @param driver of the generator's port
 * @param generatorDpdk arguments of the generator's EAL
 * @param commandLine what the user typed
 */
public record Environment(
        String guideway,
        Machine machine,
        int cpus,
        String kernel,
        String kernelCommandLine,
        List<String> hugePages,
        String clockSource,
        String driver,
        List<String> generatorDpdk,
        List<String> commandLine) {
    private static final String UNKNOWN = "unknown";

    /** This one. */
    static Environment current(final TrafficDpdk dpdk, final String driver, final List<String> commandLine) {
        return new Environment(
                Objects.requireNonNullElse(Guideway.class.getPackage().getImplementationVersion(), "unpackaged"),
                Machine.current(dpdk.memory()),
                Runtime.getRuntime().availableProcessors(),
                lines("/proc/version").findFirst().orElse(UNKNOWN),
                lines("/proc/cmdline").collect(Collectors.joining(" ")),
                lines("/proc/meminfo").filter(line -> line.startsWith("Huge")).toList(),
                lines("/sys/devices/system/clocksource/clocksource0/current_clocksource")
                        .findFirst()
                        .orElse(UNKNOWN),
                driver,
                dpdk.arguments(),
                commandLine);
    }

    /** Nothing where the kernel does not say. */
    private static Stream<String> lines(final String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (final IOException unreadable) {
            return Stream.empty();
        }
    }
}
