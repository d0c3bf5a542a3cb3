package io.guideway.cli;

import io.guideway.host.Check;
import io.guideway.host.Doctor;
import io.guideway.host.DoctorReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code guideway doctor}: is this host ready, and if not, what mends it. Exit code 0 if nothing needed is missing, else 1. */
@Command(
        name = "doctor",
        description = "Says what this host has, what it misses, and the command that mends it. Changes nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing that is needed is missing", "1:something is missing", "2:wrong use"},
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private final Supplier<List<Check>> examination;

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
    public Integer call() {
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
