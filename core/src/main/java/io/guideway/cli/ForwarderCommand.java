package io.guideway.cli;

import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationException;
import io.guideway.forwarder.Conductor;
import io.guideway.forwarder.NodePlan;
import io.guideway.tier.Replicator;
import io.guideway.wire.ForwarderEnd;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The packet half of a node. */
@Command(
        name = "forwarder",
        description = {
            "Forwards packets by what a controller says, until SIGTERM or Ctrl-C; then prints the counters.",
            "Of the configuration it takes 'node' and 'dpdk'. Its last generation stays while there is no controller."
        },
        mixinStandardHelpOptions = true)
final class ForwarderCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The configuration file.")
    private Path file;

    @Mixin
    private WirePlace wire;

    @Option(names = "--json", description = "Print the counters as one JSON object.")
    private boolean json;

    @Mixin
    private Supervision supervision;

    @Override
    public Integer call() throws ConfigurationException, InterruptedException {
        final HangUp hangUp = new HangUp(); // no more: the controller is whom to ask for another configuration
        final PrintWriter err = spec.commandLine().getErr();
        final Configuration configuration = supervision.isSupervised() ? Plans.checkNode(file) : Plans.check(file, err);
        final NodePlan plan = Plans.plan(configuration).withoutServices();
        final Path place = wire.of(configuration.node().name());
        final Log log = new Log(err);
        final StopSignal stop = new StopSignal();
        supervision.obey(stop, hangUp);
        return new Forwarding(spec, json, stop).run(plan, forwarder -> {
            StartCollections.end();
            try (Conductor _ = new Conductor(place, forwarder, new AdoptionLog(plan, log), log);
                    Replicator _ =
                            forwarder.replicate(ForwarderEnd.driver(place), log).orElse(null)) {
                stop.await();
            }
        });
    }
}
