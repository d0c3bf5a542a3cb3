package io.guideway.cli;

import io.guideway.controller.Beginning;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.Controller;
import io.guideway.controller.Target;
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

    @Mixin
    private ControlOptions options;

    @Override
    public Integer call() throws ConfigurationException, InterruptedException, IOException {
        final HangUp hangUp = new HangUp();
        final Log log = new Log(spec.commandLine().getErr());
        final Beginning beginning = Beginning.of(file, options::changes, log);
        return new Forwarding(spec, json)
                .run(
                        Plans.plan(beginning.desired().configuration()),
                        (forwarder, stop) -> control(beginning, forwarder, stop, hangUp, log));
    }

    private void control(
            final Beginning beginning,
            final Forwarder forwarder,
            final StopSignal stop,
            final HangUp hangUp,
            final Log log)
            throws InterruptedException, IOException {
        final Target target = new ForwarderTarget(forwarder, beginning.desired().services(), log);
        try (Controller controller = new Controller(beginning, target, log);
                ControlOptions.Watching _ = options.watching(controller)) {
            hangUp.react(controller::reload);
            stop.await();
        }
    }
}
