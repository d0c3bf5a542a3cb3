package io.guideway.bench.forward;

import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of every command that forwards one scenario by a {@link Rig}. A mixin. */
public final class ScenarioOptions extends RunOptions {
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

    /**
     * What was asked for.
     *
     * @param backends of each service
     * @param distinctBackends whether no two services share one
     * @throws ParameterException if that cannot be
     */
    public Scenario scenario(final int backends, final boolean distinctBackends) {
        final boolean ipv6 = ipv6();
        final int length = frame == null ? Scenario.shortestFrame(ipv6) : frame;
        try {
            return new Scenario(mode(), ipv6, flows, backends, services, burst, length, distinctBackends);
        } catch (final IllegalArgumentException refused) {
            throw wrongUse(refused.getMessage());
        }
    }
}
