package io.guideway.controller.health;

import java.util.Locale;

/** What the checks say of a backend. An operator's word (disabled, draining) stands above it and is not known here. */
public enum HealthState {
    /** It answers as it should, or has not yet been proven not to. */
    UP,
    /** It did not, as often in a row as it takes. */
    DOWN;

    /** The word of the docs. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
