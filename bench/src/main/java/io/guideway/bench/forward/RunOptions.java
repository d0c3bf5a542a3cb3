package io.guideway.bench.forward;

import io.guideway.service.Mode;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What every command asks that forwards as {@code bench forward} does, a mixin, and how it refuses what cannot be: with a
 * {@link ParameterException} that names the value and the remedy.
 */
public class RunOptions {
    private static final int MILLISECONDS = 1000;
    private static final double LONGEST_RUN = 60;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--mode", defaultValue = "l2dsr", description = "l2dsr or ipip (${DEFAULT-VALUE}).")
    private String mode;

    @Option(names = "--family", defaultValue = "4", description = "4 or 6, of packets and backends (${DEFAULT-VALUE}).")
    private int family;

    @Option(names = "--cpu", paramLabel = "N", description = "The CPU that all runs are bound to (the last one).")
    private Integer cpu;

    /** How packets reach the backends. */
    Mode mode() {
        return switch (mode) {
            case "l2dsr" -> Mode.L2DSR;
            case "ipip" -> Mode.IPIP;
            default -> throw wrongUse("mode is %s; give l2dsr or ipip".formatted(mode));
        };
    }

    /** Whether packets and backends are of IPv6. */
    boolean ipv6() {
        if (family != 4 && family != 6) {
            throw wrongUse("family is %d; give 4 or 6".formatted(family));
        }
        return family == 6;
    }

    /** The CPU to measure on. */
    public int cpu() {
        return cpu == null ? Runtime.getRuntime().availableProcessors() - 1 : cpu;
    }

    /** Mode and family as people write them. */
    public String label() {
        return "%s, IPv%d".formatted(mode, family);
    }

    /** These options as words of a command line, once they are found to be right. */
    public List<String> words() {
        return List.of(
                "--mode",
                mode().name().toLowerCase(Locale.ROOT),
                "--family",
                ipv6() ? "6" : "4",
                "--cpu",
                Integer.toString(cpu()));
    }

    /** The length of a run. */
    public int milliseconds(final double secondsPerRun) {
        if (!(secondsPerRun >= 1.0 / MILLISECONDS && secondsPerRun <= LONGEST_RUN)) {
            throw wrongUse(String.format(
                    Locale.ROOT, "seconds-per-run is %s; give 0.001 to %.0f", secondsPerRun, LONGEST_RUN));
        }
        return (int) Math.round(secondsPerRun * MILLISECONDS);
    }

    /** Lets no number of flows through that the packet source cannot make. */
    public void requireFlows(final int flows) {
        if (flows < 1 || flows > Scenario.MOST_FLOWS) {
            throw wrongUse("flows is %d; give 1 to %d".formatted(flows, Scenario.MOST_FLOWS));
        }
    }

    /** Lets no number of runs through that is below 1. */
    public void requireAtLeastOne(final String name, final int value) {
        if (value < 1) {
            throw wrongUse("%s is %d; give 1 or more".formatted(name, value));
        }
    }

    /** Lets no argument through that is not fine. */
    public void require(final boolean fine, final String otherwise) {
        if (!fine) {
            throw wrongUse(otherwise);
        }
    }

    /** The refusal of an argument, to be thrown. */
    public ParameterException wrongUse(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
