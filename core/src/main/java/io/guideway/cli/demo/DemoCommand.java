package io.guideway.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code guideway demo}: the command line's side of the {@link Demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the forwarder at work: real HTTP requests through it to three backends.",
            "Client, node and backends live in network namespaces; the modes are l2dsr and ipip, over IPv4 and IPv6."
                    + " Then, with further requests on all the while, a backend is drained, another's server killed, and"
                    + " the controller, and all come back."
                    + " Needs root. Removes everything at its end."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every request succeeded, but for those that the killed backend took with it",
            "1:a request failed, or the lab did",
            "2:wrong use",
            "130:ended by Ctrl-C (143 by SIGTERM); everything is removed then, too"
        })
public final class DemoCommand implements Callable<Integer> {
    /** With a hundred requests a service, no backend misses out by chance: (2/3)^100 is 2.5e-18. */
    private static final int FEWEST_REQUESTS = 400;

    private static final int MOST_REQUESTS = 1_000_000;
    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "4000",
            description = "HTTP requests before the story, 400 to 1000000. Default: ${DEFAULT-VALUE}")
    private int requests;

    @Option(names = "--json", description = "One JSON object on standard output; no progress.")
    private boolean json;

    private final PrintStream err = System.err;
    private volatile boolean interrupted;
    private volatile boolean removed;

    /** Made by Picocli. */
    public DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (requests < FEWEST_REQUESTS || requests > MOST_REQUESTS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--requests %d is not in %d to %d".formatted(requests, FEWEST_REQUESTS, MOST_REQUESTS));
        }
        final List<String> missing = Requirements.missing();
        if (!missing.isEmpty()) {
            err.println("guideway demo cannot start here:\n  " + String.join("\n  ", missing));
            return 1;
        }
        try {
            return demonstrate();
        } catch (final DemoException | IOException | UncheckedIOException failure) {
            return ended(failure);
        }
    }

    private int demonstrate() throws IOException, InterruptedException {
        Leftovers.clear();
        final DemoRun run = DemoRun.ofThisProcess();
        final Progress.Style style = json ? Progress.Style.NONE : Progress.styleOfStandardError();
        final Progress progress = new Progress(err, style, requests);
        final DemoReport report;
        try (Guardian guardian = Guardian.of(run)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> atShutdown(guardian, progress), "demo-shutdown"));
            report = new Demo(new Lab(run, LabService.WITH_THE_STORY), requests, progress).perform();
        } finally {
            removed = true;
        }
        return interrupted ? INTERRUPTED : print(report);
    }

    /** After Ctrl-C or SIGTERM. The main thread meanwhile sees everything fail, and keeps quiet about it. */
    private void atShutdown(final Guardian guardian, final Progress progress) {
        if (removed) {
            return;
        }
        interrupted = true;
        progress.silence();
        err.println("\nInterrupted: removing the lab.");
        try {
            guardian.close();
        } catch (final DemoException | IOException failure) {
            err.println("guideway demo: " + failure.getMessage());
        }
    }

    private int ended(final Exception failure) {
        if (interrupted) {
            return INTERRUPTED;
        }
        err.println("guideway demo: " + words(failure));
        for (final Throwable then : failure.getSuppressed()) {
            err.println("guideway demo: " + words(then));
        }
        return 1;
    }

    private static String words(final Throwable failure) {
        return failure instanceof DemoException ? failure.getMessage() : failure.toString();
    }

    private int print(final DemoReport report) {
        final PrintWriter out = spec.commandLine().getOut();
        out.print(json ? DemoJson.of(report) + "\n" : DemoText.of(report));
        out.flush();
        if (report.problems().isEmpty()) {
            return 0;
        }
        err.println("guideway demo: " + String.join("\nguideway demo: ", report.problems()));
        err.println("The forwarder's last words:\n" + report.forwarderWords());
        return 1;
    }
}
