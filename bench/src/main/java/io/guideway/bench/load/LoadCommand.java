package io.guideway.bench.load;

import io.guideway.bench.PrintOptions;
import io.guideway.bench.forward.Machine;
import io.guideway.controller.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./guideway bench load}. */
@Command(
        name = "load",
        description = {
            "Writes a configuration file with many services and measures how long it takes until packets are forwarded by it:"
                    + " reading and checking, DPDK, tables. Once, by a JVM that has just started. No network and no root is"
                    + " needed."
        })
public final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--services",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Services (${DEFAULT-VALUE}).")
    private int services;

    @Option(
            names = "--backends",
            paramLabel = "N",
            defaultValue = "10",
            description = "Backends of each service (${DEFAULT-VALUE}).")
    private int backends;

    @Option(names = "--shared", description = "All services have the same backends (no two share one).")
    private boolean shared;

    @Option(names = "--cpu", paramLabel = "N", description = "The CPU of the forwarder's worker (the last one).")
    private Integer cpu;

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() throws IOException {
        requireRange("services", services, LargeSite.MOST_SERVICES);
        requireRange("backends", backends, LargeSite.MOST_BACKENDS);
        final LargeSite site = new LargeSite(services, backends, shared);
        final Path file = Files.createTempFile("guideway-load-", ".yaml");
        try {
            site.write(file, cpu == null ? Runtime.getRuntime().availableProcessors() - 1 : cpu);
            print(new LoadReport(site, Files.size(file), Loading.of(file), Machine.current("its own memory")));
        } catch (final ConfigurationException refused) {
            throw new IOException(refused.getMessage(), refused);
        } finally {
            Files.delete(file);
        }
        return CommandLine.ExitCode.OK;
    }

    private void requireRange(final String name, final int value, final int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), "%s is %d; give 1 to %d".formatted(name, value, most));
        }
    }

    private void print(final LoadReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(report.json());
            out.flush();
        } else {
            report.print(out);
        }
    }
}
