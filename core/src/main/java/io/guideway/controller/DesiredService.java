package io.guideway.controller;

import io.guideway.controller.health.HealthPolicy;
import io.guideway.service.Service;
import java.util.Optional;

/**
 * A service that the node shall have.
 *
 * @param item of {@code services} that says so
 * @param service with the weights that it says
 * @param health how its backends are checked; empty if they are not
 */
record DesiredService(YamlNode.Mapping item, Service service, Optional<HealthPolicy> health) {}
