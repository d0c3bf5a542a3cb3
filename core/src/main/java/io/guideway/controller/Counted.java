package io.guideway.controller;

import io.guideway.service.Service;
import io.guideway.wire.Counters;
import java.util.List;

/**
 * Counters that know whose they are.
 *
 * @param services of the counters' generation in the counters' order; empty where they are not known
 */
public record Counted(List<Service> services, Counters counters) {
    /** Takes a copy of the list. */
    public Counted {
        services = List.copyOf(services);
    }
}
