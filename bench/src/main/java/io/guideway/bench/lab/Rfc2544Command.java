package io.guideway.bench.lab;

import io.guideway.bench.PrintOptions;
import io.guideway.bench.lab.report.JsonReport;
import io.guideway.bench.lab.report.LabReport;
import io.guideway.bench.lab.report.TextReport;
import io.guideway.cli.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./guideway lab rfc2544}. */
@Command(
        name = "rfc2544",
        sortOptions = false,
        description = {
            "Throughput, NDR and PDR, latency, frame loss and back-to-back frames (RFC 2544, section 26) of the forwarder as a"
                    + " device under test: a process of its own, reached by shared memory or by NIC ports.",
            "The defaults are the standard's and take days; --quick takes minutes."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:measured, and the report is written",
            "1:it failed, or frames are unaccounted for",
            "2:wrong use",
            "130:ended by Ctrl-C or SIGTERM; nothing is left behind"
        })
public final class Rfc2544Command implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final int FAILED = 1;
    private static final double MINUTE = 60;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LabOptions options;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "lab-report",
            description = "Where report.html, report.json and the CSV files are written (${DEFAULT-VALUE}).")
    private Path output;

    @Mixin
    private PrintOptions print;

    /** Made by Picocli. */
    public Rfc2544Command() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        final LabPlan plan = options.plan(spec.commandLine());
        final Interruption interruption = new Interruption();
        final StopSignal signal = new StopSignal();
        askWhen(signal, interruption);
        int exitCode = FAILED;
        try {
            exitCode = measure(plan, interruption);
            return exitCode;
        } catch (final Interruption.Asked asked) {
            spec.commandLine()
                    .getErr()
                    .println("guideway: interrupted; the device is stopped and nothing is left behind");
            exitCode = INTERRUPTED;
            return exitCode;
        } catch (final LabException failure) {
            spec.commandLine().getErr().println("guideway: " + failure.getMessage());
            return exitCode;
        } finally {
            spec.commandLine().getErr().flush();
            signal.finish(exitCode);
        }
    }

    private static void askWhen(final StopSignal signal, final Interruption interruption) {
        Thread.ofPlatform().name("lab-stop").daemon().start(() -> {
            try {
                signal.await();
                interruption.ask();
            } catch (final InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private int measure(final LabPlan plan, final Interruption interruption) throws IOException, InterruptedException {
        final Progress progress = new Progress(System.err);
        progress.say(
                "about %s, with %d frame sizes",
                duration(plan.timing()
                        .estimatedSeconds(
                                plan.sizes().size(), plan.latencyLoads().size())),
                plan.sizes().size());
        final LabReport report = new LabRun(plan, interruption, progress)
                .run(spec.commandLine().getParseResult().originalArgs());
        report.write(output);
        print(report);
        progress.say("report: %s", output.resolve("report.html"));
        return report.frames().holds() ? 0 : FAILED;
    }

    private static String duration(final double seconds) {
        return seconds < MINUTE * MINUTE
                ? String.format(Locale.ROOT, "%.0f minutes", Math.max(1, seconds / MINUTE))
                : String.format(Locale.ROOT, "%.1f hours", seconds / MINUTE / MINUTE);
    }

    private void print(final LabReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(JsonReport.of(report));
        } else {
            TextReport.print(report, out);
        }
        out.flush();
    }
}
