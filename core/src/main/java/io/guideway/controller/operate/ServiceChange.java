package io.guideway.controller.operate;

import java.util.List;
import java.util.Locale;

/**
 * A service that is not as it was.
 *
 * @param slots of its lookup table, or of the one that it had
 * @param moved how many of them name another backend than before; all where it is added, removed, or has another size
 * @param backends that are added, removed, or of another weight
 */
public record ServiceChange(String service, Kind kind, int slots, int moved, List<BackendChange> backends) {
    /** What happened to it. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        /** The word of the docs. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Takes a copy. */
    public ServiceChange {
        backends = List.copyOf(backends);
    }
}
