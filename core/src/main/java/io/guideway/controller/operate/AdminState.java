package io.guideway.controller.operate;

import java.util.Locale;

/** The operator's word on a backend, which stands above what its checks say. */
public enum AdminState {
    /** It takes flows while its checks are good. */
    ENABLED,
    /** It takes no new flows and keeps those that it has. */
    DRAINING,
    /** It takes nothing. */
    DISABLED,
    /** It takes flows whatever its checks say. */
    FORCED;

    /** The word of the docs. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
