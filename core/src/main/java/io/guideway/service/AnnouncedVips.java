package io.guideway.service;

import java.util.Locale;

/** For which VIPs a port answers the questions of its link, as it does for its own addresses. */
public enum AnnouncedVips {
    /** Those in a prefix of the port: others take them for stations of the link. */
    ON_LINK,
    /** All, for hosts with routes to VIPs that name the link and no gateway. */
    ALL,
    /** None: routers know the way by the port's own address. */
    NONE;

    /** The rule of that name in configurations. */
    public static AnnouncedVips of(final String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The name in configurations. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
