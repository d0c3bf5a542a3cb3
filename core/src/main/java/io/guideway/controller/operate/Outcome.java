package io.guideway.controller.operate;

import java.util.List;
import java.util.Locale;

/**
 * What became of a change, or would become of it.
 *
 * @param reach how far it came
 * @param generation the forwarder's number of it; 0 unless {@code reach} is {@link Reach#ADOPTED}
 * @param services that are not as they were, by name
 * @param warnings what is doubtful about it
 */
public record Outcome(Reach reach, long generation, List<ServiceChange> services, List<String> warnings) {
    /** How far a change came. */
    public enum Reach {
        /** Only asked for. */
        DRY_RUN,
        /** Everything was so already. */
        UNCHANGED,
        /** Every worker goes by it. */
        ADOPTED,
        /** It is kept, and will be carried out as soon as there is a forwarder, or one that is in time. */
        WAITING;

        /** The word of the docs. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Takes copies. */
    public Outcome {
        services = List.copyOf(services);
        warnings = List.copyOf(warnings);
    }
}
