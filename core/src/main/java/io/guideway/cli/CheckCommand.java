package io.guideway.cli;

import io.guideway.controller.CheckedConfiguration;
import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.ConfigurationFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guideway check}: reads a configuration as the node would, and says what is wrong with it. Changes nothing. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Validates a configuration file.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the configuration can be used", "1:it cannot be parsed", "2:it means nothing sensible"})
public final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The configuration file.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            final CheckedConfiguration checked = ConfigurationFile.read(file);
            accept(checked);
            return CommandLine.ExitCode.OK;
        } catch (final ConfigurationException e) {
            refuse(e);
            return e.kind().exitCode();
        } finally {
            out().flush();
            err().flush();
        }
    }

    private void accept(final CheckedConfiguration checked) {
        if (json) {
            out().println(CheckReport.json(file, checked));
        } else {
            checked.warnings().forEach(warning -> err().println("warning: " + warning));
            out().println("%s: ok (%s)".formatted(file, size(checked.configuration())));
        }
    }

    private void refuse(final ConfigurationException e) {
        if (json) {
            out().println(CheckReport.json(file, e));
        } else {
            e.problems().forEach(err()::println);
            e.warnings().forEach(warning -> err().println("warning: " + warning));
        }
    }

    private static String size(final Configuration configuration) {
        return "%d services, %d backends"
                .formatted(
                        configuration.services().size(),
                        configuration.services().stream()
                                .mapToInt(service -> service.backends().size())
                                .sum());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
