package io.guideway.cli.demo;

import io.guideway.service.Mode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A service of the lab: HTTP on its own VIP, in one mode and one address family.
 *
 * @param family the VIP's, and so its clients'
 * @param backendFamily of the backends' addresses: with {@code ipip} the outer header's
 * @param vip from the ranges for documentation (RFC 5737, RFC 3849)
 */
record LabService(Mode mode, Family family, Family backendFamily, String vip) {
    static final int PORT = 80;

    /** With {@code l3dsr}: what marks a VIP, one of each family. Routing rules can look for it: they know four bits of the class. */
    static final int DSCP = 7;

    /** The demo's, in the order in which it asks for them. */
    static final List<LabService> OF_THE_DEMO = List.of(
            new LabService(Mode.L2DSR, Family.IPV4, Family.IPV4, "203.0.113.1"),
            new LabService(Mode.L2DSR, Family.IPV6, Family.IPV6, "2001:db8::1"),
            new LabService(Mode.IPIP, Family.IPV4, Family.IPV4, "203.0.113.2"),
            new LabService(Mode.IPIP, Family.IPV6, Family.IPV6, "2001:db8::2"));

    /** That of the story, and of nothing else, so that the others' counts stay apart. */
    static final LabService OF_THE_STORY = new LabService(Mode.IPIP, Family.IPV4, Family.IPV6, "203.0.113.9");

    /** All that a whole demo needs. */
    static final List<LabService> WITH_THE_STORY =
            Stream.concat(OF_THE_DEMO.stream(), Stream.of(OF_THE_STORY)).toList();

    /** Such as {@code l2dsr-ipv4}; also the first part of the paths that are asked for. */
    String name() {
        return modeName() + "-" + familyName() + (isMixed() ? "-in-" + lower(backendFamily) : "");
    }

    /** In words, such as {@code l2dsr, IPv4}. */
    String title() {
        return modeName() + ", " + family.spoken() + (isMixed() ? " in " + backendFamily.spoken() : "");
    }

    boolean isMixed() {
        return family != backendFamily;
    }

    String modeName() {
        return lower(mode);
    }

    String familyName() {
        return lower(family);
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The VIP as it stands in a URL. */
    String urlHost() {
        return family == Family.IPV6 ? "[" + vip + "]" : vip;
    }
}
