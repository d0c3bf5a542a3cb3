package io.guideway.controller;

import java.util.List;

/**
 * A configuration that may be used.
 *
 * @param configuration what the file says
 * @param warnings what is doubtful in it, or has no effect in this version, in the order of the file
 */
public record CheckedConfiguration(Configuration configuration, List<Problem> warnings) {

    /** Takes a copy. */
    public CheckedConfiguration {
        warnings = List.copyOf(warnings);
    }
}
