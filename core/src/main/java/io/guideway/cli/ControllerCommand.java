package io.guideway.cli;

import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.Controller;
import io.guideway.controller.ForwarderLink;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The deciding half of a node. */
@Command(
        name = "controller",
        description = {
            "Tells the forwarder of this node its services and checks the health of their backends, until SIGTERM or Ctrl-C.",
            "On SIGHUP it reads the file again. The forwarder goes on by its last generation while there is no controller."
        },
        mixinStandardHelpOptions = true)
final class ControllerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The configuration file.")
    private Path file;

    @Mixin
    private WirePlace wire;

    @Override
    public Integer call() throws ConfigurationException, InterruptedException {
        final Configuration configuration = Plans.check(file, spec.commandLine().getErr());
        final Log log = new Log(spec.commandLine().getErr());
        final HangUp hangUp = new HangUp();
        final StopSignal stop = new StopSignal();
        int exitCode = 1;
        try {
            control(configuration, log, stop, hangUp);
            exitCode = 0;
            return exitCode;
        } finally {
            stop.finish(exitCode);
        }
    }

    private void control(final Configuration configuration, final Log log, final StopSignal stop, final HangUp hangUp)
            throws InterruptedException {
        final String name = configuration.node().name();
        try (ForwarderLink link = new ForwarderLink(wire.of(name), name, configuration.services(), log);
                Controller controller = new Controller(file, configuration, link::want, log, KernelVipDevice::make)) {
            hangUp.react(controller::reload);
            log.accept("controlling: %d services of node %s"
                    .formatted(configuration.services().size(), name));
            stop.await();
        }
    }
}
