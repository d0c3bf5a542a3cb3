package io.guideway.cli.demo;

import io.guideway.service.Mode;
import java.util.List;
import java.util.Locale;

/**
 * A service of the lab: HTTP on its own VIP, in one mode and one address family.
 *
 * @param vip from the ranges for documentation (RFC 5737, RFC 3849)
 */
record LabService(Mode mode, Family family, String vip) {
    static final int PORT = 80;

    /** All four, in the order in which the demo asks for them. */
    static final List<LabService> ALL = List.of(
            new LabService(Mode.L2DSR, Family.IPV4, "203.0.113.1"),
            new LabService(Mode.L2DSR, Family.IPV6, "2001:db8::1"),
            new LabService(Mode.IPIP, Family.IPV4, "203.0.113.2"),
            new LabService(Mode.IPIP, Family.IPV6, "2001:db8::2"));

    /** Such as {@code l2dsr-ipv4}; also the first part of the paths that are asked for. */
    String name() {
        return modeName() + "-" + familyName();
    }

    String modeName() {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    String familyName() {
        return family.name().toLowerCase(Locale.ROOT);
    }

    /** The VIP as it stands in a URL. */
    String urlHost() {
        return family == Family.IPV6 ? "[" + vip + "]" : vip;
    }
}
