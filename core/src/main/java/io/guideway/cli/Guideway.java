package io.guideway.cli;

import io.guideway.cli.demo.DemoCommand;
import io.guideway.cli.operate.BackendCommand;
import io.guideway.cli.operate.CaptureCommand;
import io.guideway.cli.operate.ExplainCommand;
import io.guideway.cli.operate.ReloadCommand;
import io.guideway.cli.operate.SaveCommand;
import io.guideway.cli.operate.ServiceCommand;
import io.guideway.cli.operate.StatusCommand;
import io.guideway.cli.operate.TableCommand;
import io.guideway.cli.operate.TopCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program. Exit codes: 0 fine, 1 it failed, 2 wrong use. */
@Command(
        name = "guideway",
        description = "A Layer-4 load balancer in Java on DPDK.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ForwarderCommand.class,
            ControllerCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            TopCommand.class,
            ExplainCommand.class,
            CaptureCommand.class,
            TableCommand.class,
            ServiceCommand.class,
            BackendCommand.class,
            ReloadCommand.class,
            SaveCommand.class,
            ReplayCommand.class,
            DoctorCommand.class,
            VersionCommand.class,
            AutoComplete.GenerateCompletion.class
        },
        footer = {
            "",
            "The launcher knows these too:",
            "  test           Everything that the tests need, then all of them.",
            "  bench jmh      The benchmarks of the stages; arguments are JMH's.",
            "  bench forward  The packet path in Java beside the same in C; --help tells more.",
            "  lab rfc2544    The forwarder as a device under test; --help tells more.",
            "  build          Builds and does nothing else.",
            "",
            "Exit codes: 0 fine, 1 it failed, 2 wrong use."
        })
public final class Guideway implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Starts the program. */
    public static void main(final String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, as {@code main} and tests run them. */
    static CommandLine commandLine() {
        final CommandLine commandLine = new CommandLine(new Guideway());
        commandLine.setExecutionExceptionHandler(new FailureHandler());
        tellVersions(commandLine);
        return commandLine;
    }

    private static void tellVersions(final CommandLine commandLine) {
        commandLine.getSubcommands().values().forEach(command -> {
            command.getCommandSpec().versionProvider(new Version());
            tellVersions(command);
        });
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given; see below");
    }
}
