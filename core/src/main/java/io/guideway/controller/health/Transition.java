package io.guideway.controller.health;

import io.guideway.packet.IpAddress;
import java.time.Instant;

/**
 * A backend's change of state.
 *
 * @param reason what the last check saw, such as {@code HTTP 500, expected 200}
 */
public record Transition(
        String service, IpAddress backend, HealthState from, HealthState to, String reason, Instant time) {}
