package io.guideway.bench.forward;

import io.guideway.service.FlowTracking.Scope;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a flood. A mixin. */
final class FloodOptions {
    static final int FEWEST_RECORDS = 8;
    static final int MOST_RECORDS = 1 << 28;

    private static final int RECORDS = 1 << 20;

    @Option(
            names = "--flood",
            paramLabel = "KIND",
            description = {
                "Measure what a flood of TCP packets costs the worker in Java, instead of Java beside C: quiet and flooded runs"
                        + " in turn, with records of flows, while a quarter of the backends drains. Of a flooded run 7 of 8"
                        + " packets are syn (first packets of random senders), ack (later packets of unknown flows) or source"
                        + " (first packets of a million ports of one /24). IPv4 only."
            })
    private String kind;

    @Option(
            names = "--track",
            paramLabel = "FLOWS",
            description = "Whose flows are recorded under --flood: moved (slots that move: the default) or all.")
    private String track;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "Places of the record table under --flood (" + RECORDS + ").")
    private Integer records;

    boolean isAsked() {
        return kind != null;
    }

    /**
     * What was asked for.
     *
     * @param run refuses what cannot be
     */
    Optional<FloodPlan> plan(final RunOptions run) {
        if (!isAsked()) {
            run.require(track == null, "track is %s; give --flood KIND with it".formatted(track));
            run.require(records == null, "records is %d; give --flood KIND with it".formatted(records));
            return Optional.empty();
        }
        final FloodKind flood = Arrays.stream(FloodKind.values())
                .filter(one -> one.text().equals(kind))
                .findFirst()
                .orElseThrow(() -> run.wrongUse("flood is %s; give syn, ack or source".formatted(kind)));
        run.require(!run.ipv6(), "family is 6; give 4 with --flood");
        return Optional.of(new FloodPlan(flood, scope(run), records(run)));
    }

    private Scope scope(final RunOptions run) {
        return switch (track) {
            case null -> Scope.MOVED;
            case "moved" -> Scope.MOVED;
            case "all" -> Scope.ALL;
            default -> throw run.wrongUse("track is %s; give moved or all".formatted(track));
        };
    }

    private int records(final RunOptions run) {
        if (records == null) {
            return RECORDS;
        }
        run.require(
                records >= FEWEST_RECORDS && records <= MOST_RECORDS,
                "records is %d; give %d to %d".formatted(records, FEWEST_RECORDS, MOST_RECORDS));
        return records;
    }
}
