package io.guideway.controller.health;

import java.util.List;

/**
 * What is known of one service's backends. Immutable.
 *
 * @param backends in the configuration's order
 * @param effective the weights that follow from it
 */
public record ServiceHealth(String service, List<BackendHealth> backends, EffectiveSet effective) {

    /** Takes a copy. */
    public ServiceHealth {
        backends = List.copyOf(backends);
    }
}
