package io.guideway.cli;

import io.guideway.cli.operate.Finding;
import io.guideway.cli.operate.NodeDoctor;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.ConfigurationFile;
import io.guideway.host.Check;
import io.guideway.host.Doctor;
import io.guideway.host.DoctorReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code guideway doctor}: is this host ready, and if not, what mends it. Exit code 0 if nothing needed is missing, else 1. */
@Command(
        name = "doctor",
        description = {
            "Says what this host has, what it misses, and the command that mends it. Changes nothing.",
            "With CONFIG, while its node runs: watches it and names what silently keeps it from forwarding."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing that is needed is missing; the node forwards",
            "1:something is missing or wrong",
            "2:wrong use"
        },
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private final Supplier<List<Check>> examination;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CONFIG",
            description = "Watch the running node of this configuration instead of looking at the host.")
    private Path file;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long to watch the node (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--api", paramLabel = "SOCKET", description = "The node's socket (by the node's name).")
    private Path socket;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Examines this host. */
    public DoctorCommand() {
        this(() -> Doctor.ofThisHost().examine());
    }

    DoctorCommand(final Supplier<List<Check>> examination) {
        this.examination = examination;
    }

    @Override
    public Integer call() throws IOException, ConfigurationException {
        return file == null ? examineHost() : examineNode();
    }

    private int examineNode() throws IOException, ConfigurationException {
        final String node =
                ConfigurationFile.readNode(file).configuration().node().name();
        final List<Finding> findings =
                NodeDoctor.examine(node, Optional.ofNullable(socket), Duration.ofSeconds(seconds));
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(new NodeReport(findings.isEmpty(), findings)));
        } else if (findings.isEmpty()) {
            out.println("Node %s forwards, and nothing of what usually goes wrong was seen.".formatted(node));
        } else {
            findings.forEach(
                    finding -> out.println("%s: %s%n  %s".formatted(finding.name(), finding.found(), finding.mend())));
        }
        out.flush();
        return findings.isEmpty() ? 0 : 1;
    }

    private record NodeReport(boolean healthy, List<Finding> findings) {}

    private int examineHost() {
        final List<Check> checks = examination.get();
        final PrintWriter out = spec.commandLine().getOut();
        out.print(json ? json(checks) : DoctorReport.of(checks));
        out.flush();
        return Doctor.isReady(checks) ? 0 : 1;
    }

    private static String json(final List<Check> checks) {
        final JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        final List<CheckView> views = checks.stream().map(CheckView::of).toList();
        return mapper.writeValueAsString(new Report(Doctor.isReady(checks), views)) + "\n";
    }

    private record Report(boolean ready, List<CheckView> checks) {}

    private record CheckView(String name, String state, String found, String mend) {
        static CheckView of(final Check check) {
            return new CheckView(
                    check.name(), check.state().name().toLowerCase(Locale.ROOT), check.found(), check.mend());
        }
    }
}
