package io.guideway.bench.stall;

import io.guideway.bench.forward.Scenario;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * Under which the gaps were measured.
 *
 * @param cpu of the worker
 * @param control what the control side did
 * @param megabytes of garbage a second that it left
 * @param apart whether all other threads were kept off the worker's CPU
 */
record Conditions(Scenario scenario, Stalls.Plan plan, int cpu, Control control, int megabytes, boolean apart) {
    private static final double MILLISECONDS = 1e3;

    /** What the control side does. */
    enum Control {
        BUSY,
        IDLE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In two lines. */
    String text() {
        final String load = control == Control.BUSY
                ? "control side busy, %d MB of garbage a second".formatted(megabytes)
                : "control side idle";
        return "%s%n%d rounds of %.1f s of each, in turn on CPU %d; %s; other threads %s"
                .formatted(
                        scenario.text(),
                        plan.rounds(),
                        plan.milliseconds() / MILLISECONDS,
                        cpu,
                        load,
                        apart ? "kept off that CPU" : "anywhere");
    }

    void put(final ObjectNode json) {
        scenario.put(json);
        json.put("rounds", plan.rounds());
        json.put("seconds_per_round", plan.milliseconds() / MILLISECONDS);
        json.put("cpu", cpu);
        json.put("control", control.text());
        json.put("garbage_mb_per_second", control == Control.BUSY ? megabytes : 0);
        json.put("other_threads", apart ? "apart" : "anywhere");
    }
}
