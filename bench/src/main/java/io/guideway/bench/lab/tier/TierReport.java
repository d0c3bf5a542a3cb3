package io.guideway.bench.lab.tier;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run gave.
 *
 * @param togetherMs time in which a backend was added and a node killed
 * @param seconds that it took
 */
record TierReport(TierPlan plan, List<StepResult> steps, Account account, double togetherMs, double seconds) {
    /** What is not as it has to be; empty = all is well. */
    List<String> problems() {
        final List<String> problems = new ArrayList<>(account.faults());
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
