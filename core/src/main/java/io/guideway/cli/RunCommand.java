package io.guideway.cli;

import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.Controller;
import io.guideway.forwarder.Forwarder;
import io.guideway.service.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Both halves of a node in one process. */
@Command(
        name = "run",
        description = {
            "Forwards packets as the configuration says, until SIGTERM or Ctrl-C; then prints the counters.",
            "Checks the health of backends meanwhile, and on SIGHUP reads the file again and carries over what has changed"
                    + " in its services."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The configuration file.")
    private Path file;

    @Option(names = "--json", description = "Print the counters as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws ConfigurationException, InterruptedException {
        final HangUp hangUp = new HangUp();
        final Configuration configuration = Plans.check(file, spec.commandLine().getErr());
        return new Forwarding(spec, json)
                .run(Plans.plan(configuration), (forwarder, stop) -> control(configuration, forwarder, stop, hangUp));
    }

    private void control(
            final Configuration configuration, final Forwarder forwarder, final StopSignal stop, final HangUp hangUp)
            throws InterruptedException {
        final Log log = new Log(spec.commandLine().getErr());
        try (Controller controller = new Controller(
                file, configuration, services -> adopt(forwarder, services, log), log, KernelVipDevice::make)) {
            hangUp.react(controller::reload);
            stop.await();
        }
    }

    private static void adopt(final Forwarder forwarder, final List<Service> services, final Log log) {
        log.accept(AdoptionText.of(forwarder.adopt(forwarder.generation() + 1, services)));
    }
}
