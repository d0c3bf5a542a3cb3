package io.guideway.bench.forward;

import io.guideway.service.Mode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of every command that forwards by a {@link Rig}: what is forwarded, and on which CPU. A mixin. */
public final class ScenarioOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--mode", defaultValue = "l2dsr", description = "l2dsr or ipip (${DEFAULT-VALUE}).")
    private String mode;

    @Option(names = "--family", defaultValue = "4", description = "4 or 6, of packets and backends (${DEFAULT-VALUE}).")
    private int family;

    @Option(names = "--flows", paramLabel = "N", defaultValue = "1000", description = "Flows (${DEFAULT-VALUE}).")
    private int flows;

    @Option(names = "--services", paramLabel = "N", defaultValue = "1", description = "Services (${DEFAULT-VALUE}).")
    private int services;

    @Option(
            names = "--burst",
            paramLabel = "N",
            defaultValue = "32",
            description = "Most packets of one poll (${DEFAULT-VALUE}).")
    private int burst;

    @Option(
            names = "--frame",
            paramLabel = "OCTETS",
            description = "Length of a frame, without its checksum (the shortest: 60 for IPv4, 62 for IPv6).")
    private Integer frame;

    @Option(names = "--cpu", paramLabel = "N", description = "The CPU that all runs are bound to (the last one).")
    private Integer cpu;

    /**
     * What was asked for.
     *
     * @param backends of each service
     * @throws ParameterException if that cannot be
     */
    public Scenario scenario(final int backends) {
        require(family == 4 || family == 6, "family is %d; give 4 or 6".formatted(family));
        final boolean ipv6 = family == 6;
        final int length = frame == null ? Scenario.shortestFrame(ipv6) : frame;
        try {
            return new Scenario(mode(), ipv6, flows, backends, services, burst, length);
        } catch (final IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
        }
    }

    private Mode mode() {
        return switch (mode) {
            case "l2dsr" -> Mode.L2DSR;
            case "ipip" -> Mode.IPIP;
            default ->
                throw new ParameterException(spec.commandLine(), "mode is %s; give l2dsr or ipip".formatted(mode));
        };
    }

    /** The CPU of the worker. */
    public int cpu() {
        return cpu == null ? Runtime.getRuntime().availableProcessors() - 1 : cpu;
    }

    /**
     * @param otherwise what is said where an argument is not fine
     * @throws ParameterException if it is not
     */
    public void require(final boolean fine, final String otherwise) {
        if (!fine) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
