package io.guideway.bench.forward;

import java.util.Optional;

/**
 * One timed run.
 *
 * @param events what the processor counted meanwhile, where it offers that
 */
record Run(Rate rate, Optional<EventCounts> events) {
    double mpps() {
        return rate.mpps();
    }
}
