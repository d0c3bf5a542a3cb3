package io.guideway.cli;

import io.guideway.controller.ConfigurationException;
import io.guideway.controller.ConfigurationFile;
import io.guideway.ring.OtherThreads;
import io.guideway.supervisor.Half;
import io.guideway.supervisor.Supervisor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Both halves of a node, each a process of its own, kept alive by this one. */
@Command(
        name = "run",
        description = {
            "Forwards packets as the configuration says, until SIGTERM or Ctrl-C; then prints the counters.",
            "Starts a forwarder and a controller, and each again when it ends. The controller checks the health of backends,"
                    + " and on SIGHUP reads the file again and carries over what has changed in its services."
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  GUIDEWAY_FORWARDER_OPTS   more flags for the forwarder's JVM",
            "  GUIDEWAY_CONTROLLER_OPTS  more flags for the controller's JVM"
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The configuration file.")
    private Path file;

    @Mixin
    private WirePlace wire;

    @Option(names = "--json", description = "Print the counters as one JSON object.")
    private boolean json;

    @Mixin
    private ControlOptions options;

    @Mixin
    private ApiPlace api;

    @Override
    public Integer call() throws ConfigurationException, InterruptedException {
        final HangUp hangUp = new HangUp();
        // What the services are is for the controller to understand, which is started first.
        OtherThreads.keepOff(
                ConfigurationFile.readNode(file).configuration().dpdk().workers());
        final StopSignal stop = new StopSignal();
        int exitCode = 1;
        try {
            final Supervisor supervisor = start(stop);
            hangUp.react(supervisor::reload);
            stop.await();
            exitCode = supervisor.stop();
            return exitCode;
        } finally {
            stop.finish(exitCode);
        }
    }

    private Supervisor start(final StopSignal stop) {
        final Half forwarder = new Half(
                "forwarder",
                JvmCommand.of(HalfFlags.FORWARDER, "GUIDEWAY_FORWARDER_OPTS", forwarderArguments()),
                Forwarding.READY);
        final Half controller = new Half(
                "controller",
                JvmCommand.of(HalfFlags.CONTROLLER, "GUIDEWAY_CONTROLLER_OPTS", controllerArguments()),
                ControllerCommand.CHECKED);
        return new Supervisor(controller, forwarder, new Log(spec.commandLine().getErr()), stop::release);
    }

    private List<String> forwarderArguments() {
        final List<String> arguments = arguments("forwarder");
        if (json) {
            arguments.add("--json");
        }
        return arguments;
    }

    private List<String> controllerArguments() {
        final List<String> arguments = arguments("controller");
        arguments.addAll(options.arguments());
        arguments.addAll(api.arguments());
        return arguments;
    }

    /** What both halves are told. */
    private List<String> arguments(final String command) {
        final List<String> arguments = new ArrayList<>(List.of(command, file.toString(), Supervision.OPTION));
        arguments.addAll(wire.arguments());
        return arguments;
    }
}
