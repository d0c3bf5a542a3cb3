package io.guideway.bench.lab.tier;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run gave.
 *
 * @param togetherMs time in which a backend was added and a node killed
 * @param falseDowns how often a node's checks found a backend dead that was not: the machine was too busy, and its
 *     connections break without a fault of the tier's
 * @param seconds that it took
 */
record TierReport(
        TierPlan plan, List<StepResult> steps, Account account, double togetherMs, long falseDowns, double seconds) {
    /** What is not as it has to be; empty = all is well. */
    List<String> problems() {
        final List<String> problems = new ArrayList<>(account.faults());
        if (falseDowns > 0) {
            problems.add(
                    "%d times a node took a backend for dead that was not: this machine is too busy; give it less to do"
                            .formatted(falseDowns));
        }
        for (final StepResult result : steps) {
            if (result.wronglyBroken() > 0) {
                problems.add("%s: %d connections broke whose backend had not crashed"
                        .formatted(result.step().name(), result.wronglyBroken()));
            }
            if (result.unopened() > 0) {
                problems.add("%s: %d connections could not be opened"
                        .formatted(result.step().name(), result.unopened()));
            }
        }
        return problems;
    }
}
