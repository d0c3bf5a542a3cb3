package io.guideway.cli;

import io.guideway.controller.Beginning;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.Controller;
import io.guideway.controller.Desired;
import io.guideway.controller.ForwarderLink;
import java.io.IOException;
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

    @Mixin
    private ControlOptions options;

    @Override
    public Integer call() throws ConfigurationException, InterruptedException, IOException {
        final Log log = new Log(spec.commandLine().getErr());
        final Beginning beginning = Beginning.of(file, options::changes, log);
        final HangUp hangUp = new HangUp();
        final StopSignal stop = new StopSignal();
        int exitCode = 1;
        try {
            control(beginning, log, stop, hangUp);
            exitCode = 0;
            return exitCode;
        } finally {
            stop.finish(exitCode);
        }
    }

    private void control(final Beginning beginning, final Log log, final StopSignal stop, final HangUp hangUp)
            throws InterruptedException, IOException {
        final Desired desired = beginning.desired();
        final String name = desired.configuration().node().name();
        try (ForwarderLink link = new ForwarderLink(wire.of(name), name, desired.services(), log);
                Controller controller = new Controller(beginning, link, log);
                ControlOptions.Watching _ = options.watching(controller)) {
            hangUp.react(controller::reload);
            log.accept("controlling: %d services of node %s"
                    .formatted(desired.services().size(), name));
            stop.await();
        }
    }
}
