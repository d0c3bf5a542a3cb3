package io.guideway.bench.health;

import io.guideway.bench.PrintOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./guideway bench health}. */
@Command(
        name = "health",
        description = {
            "Measures what health checks cost: many backends on loopback, each checked once a second, by the controller's own"
                    + " monitor in this process; the server that answers is another process, which does not count."
        })
public final class HealthCommand implements Callable<Integer> {
    private static final int MOST_CHECKS = 100_000;
    private static final int LONGEST_SECONDS = 3600;
    private static final int PERCENT = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--checks",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Backends, each checked once a second (${DEFAULT-VALUE}).")
    private int checks;

    @Option(names = "--kind", defaultValue = "tcp", description = "tcp or http (${DEFAULT-VALUE}).")
    private String kind;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description = "Seconds of checks before that (${DEFAULT-VALUE}).")
    private int warmUp;

    @Mixin
    private PrintOptions print;

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(checks >= 1 && checks <= MOST_CHECKS, "checks is %d; give 1 to %d".formatted(checks, MOST_CHECKS));
        require(kind.equals("tcp") || kind.equals("http"), "kind is %s; give tcp or http".formatted(kind));
        require(seconds >= 1 && seconds <= LONGEST_SECONDS, "seconds is %d; give 1 to 3600".formatted(seconds));
        require(warmUp >= 0 && warmUp <= LONGEST_SECONDS, "warm-up is %d; give 0 to 3600".formatted(warmUp));
        print(measure());
        return CommandLine.ExitCode.OK;
    }

    private void require(final boolean sensible, final String message) {
        if (!sensible) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private HealthLoad.Result measure() throws IOException, InterruptedException {
        try (CheckServerProcess server = new CheckServerProcess();
                HealthLoad load = new HealthLoad(checks, kind.equals("http"), server.port())) {
            load.measure(Duration.ofSeconds(warmUp));
            return load.measure(Duration.ofSeconds(seconds));
        }
    }

    private void print(final HealthLoad.Result result) {
        final PrintWriter out = spec.commandLine().getOut();
        if (print.json()) {
            out.println(JsonMapper.shared().writeValueAsString(json(result)));
        } else {
            out.printf(
                    "%s: %.1f %% of one core for %.0f checks a second (%d wanted); %d bad, %d unknown, %d transitions%n",
                    kind,
                    result.share() * PERCENT,
                    result.perSecond(),
                    checks,
                    result.bad(),
                    result.unknown(),
                    result.transitions());
        }
        out.flush();
    }

    private Map<String, Object> json(final HealthLoad.Result result) {
        final Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("checks", checks);
        json.put("seconds", seconds);
        json.put("share_of_core", result.share());
        json.put("done", result.done());
        json.put("per_second", result.perSecond());
        json.put("bad", result.bad());
        json.put("unknown", result.unknown());
        json.put("transitions", result.transitions());
        return json;
    }
}
