package io.guideway.bench.lab.tier;

import java.util.List;

/**
 * What became of the connections during one step.
 *
 * @param connections that were open at some time of it
 * @param begun of these, those that began in it
 * @param broken those that lost their answer in it
 * @param onCrashedBackend of these, those whose backend had crashed
 * @param unopened attempts that came to no connection
 */
record StepResult(Step step, int connections, int begun, List<Event> broken, int onCrashedBackend, int unopened) {
    /** Connections that must not have broken. */
    int wronglyBroken() {
        return broken.size() - onCrashedBackend;
    }
}
