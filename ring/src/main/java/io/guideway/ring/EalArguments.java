package io.guideway.ring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What stands on EAL's command line (DPDK, "EAL parameters"). Nothing here changes a list that it is given. Any thread. */
public final class EalArguments {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED_CPUS = "Cpus_allowed_list:";

    private EalArguments() {}

    /**
     * The same start without huge pages: {@code --no-huge}, and because EAL refuses that beside {@code --in-memory} (it
     * counts as legacy memory), {@code --no-shconf} and {@code --no-telemetry} instead, which leave no file behind either.
     *
     * @param arguments as for huge pages
     * @param megabytes memory for all of DPDK, used where the arguments name no {@code -m}
     */
    public static List<String> withoutHugePages(final List<String> arguments, final int megabytes) {
        final List<String> changed = new ArrayList<>(arguments);
        changed.removeIf(argument -> argument.equals("--in-memory"));
        for (final String needed : List.of("--no-huge", "--no-shconf", "--no-telemetry")) {
            if (!changed.contains(needed)) {
                changed.add(needed);
            }
        }
        if (changed.stream().noneMatch(argument -> isShort('m', argument))) {
            changed.add("-m");
            changed.add(Integer.toString(megabytes));
        }
        return changed;
    }

    /**
     * Where no lcores are named, names one, the control thread, on all of the process's CPUs: EAL would start a thread on
     * every CPU otherwise, and leave no lcore for workers that register themselves.
     */
    static List<String> withOneLcore(final List<String> arguments) {
        if (arguments.stream().anyMatch(EalArguments::namesLcores)) {
            return arguments;
        }
        final List<String> changed = new ArrayList<>(arguments);
        changed.add("--lcores=0@(%s)".formatted(allowedCpus()));
        return changed;
    }

    private static boolean namesLcores(final String argument) {
        return isShort('l', argument) || isShort('c', argument) || argument.startsWith("--lc");
    }

    private static boolean isShort(final char option, final String argument) {
        return argument.length() > 1 && argument.charAt(0) == '-' && argument.charAt(1) == option;
    }

    /** CPUs that this process may use, such as {@code 0-3,8}. */
    private static String allowedCpus() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(ALLOWED_CPUS))
                    .map(line -> line.substring(ALLOWED_CPUS.length()).strip())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(STATUS + " has no line " + ALLOWED_CPUS));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
