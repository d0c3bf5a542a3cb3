package io.guideway.controller.health;

import io.guideway.packet.IpAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * What is known of one backend.
 *
 * @param since when the state began
 * @param reason what the last run saw
 * @param good runs with a good result
 * @param bad runs with a bad one
 * @param unknown runs that this node could not make, or not in time
 * @param falls how often in a row it fell, as {@link Damping} counts
 * @param heldFor how long it is still kept down by {@link Damping}; zero if not
 * @param transitions how often the state changed since the backend came into the service
 */
public record BackendHealth(
        IpAddress backend,
        HealthState state,
        Instant since,
        String reason,
        long good,
        long bad,
        long unknown,
        int falls,
        Duration heldFor,
        long transitions) {}
