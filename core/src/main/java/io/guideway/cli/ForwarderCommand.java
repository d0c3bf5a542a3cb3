package io.guideway.cli;

import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationException;
import io.guideway.forwarder.Conductor;
import io.guideway.forwarder.Forwarder;
import java.io.IOException;
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

    @Override
    public Integer call() throws ConfigurationException, InterruptedException, IOException {
        final Configuration configuration = Plans.check(file, spec.commandLine().getErr());
        new HangUp(); // the controller is whom to ask for another configuration
        final Path place = wire.of(configuration.node().name());
        return new Forwarding(spec, json)
                .run(Plans.plan(configuration).withoutServices(), (forwarder, stop) -> conduct(place, forwarder, stop));
    }

    private void conduct(final Path place, final Forwarder forwarder, final StopSignal stop)
            throws InterruptedException {
        try (Conductor _ =
                new Conductor(place, forwarder, new Log(spec.commandLine().getErr()))) {
            stop.await();
        }
    }
}
