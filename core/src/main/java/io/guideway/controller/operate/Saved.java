package io.guideway.controller.operate;

import java.util.List;

/**
 * What was written into the configuration file, or would be.
 *
 * @param file its path
 * @param services that stand in it otherwise than before, by name; empty if there was nothing to write
 */
public record Saved(String file, List<String> services) {
    /** Takes a copy. */
    public Saved {
        services = List.copyOf(services);
    }
}
