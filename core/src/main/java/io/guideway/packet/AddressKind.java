package io.guideway.packet;

import java.util.List;
import java.util.Map;

/** What an address is good for, by the special-purpose registries (RFC 6890) and the multicast ranges (RFC 5771, RFC 4291). */
public enum AddressKind {
    /** One interface, reachable through routers. */
    UNICAST("a unicast address"),
    /** 0.0.0.0/8 and ::, "no address yet". */
    UNSPECIFIED("an unspecified address"),
    /** 127.0.0.0/8 and ::1, never on a wire. */
    LOOPBACK("a loopback address"),
    /** 169.254.0.0/16 and fe80::/10, valid on one link only. */
    LINK_LOCAL("a link-local address"),
    /** 224.0.0.0/4 and ff00::/8. */
    MULTICAST("a multicast address"),
    /** 255.255.255.255. */
    BROADCAST("the broadcast address");

    private static final Map<AddressKind, List<Prefix>> RANGES = Map.of(
            UNSPECIFIED, List.of(Prefix.parse("0.0.0.0/8"), Prefix.parse("::/128")),
            LOOPBACK, List.of(Prefix.parse("127.0.0.0/8"), Prefix.parse("::1/128")),
            LINK_LOCAL, List.of(Prefix.parse("169.254.0.0/16"), Prefix.parse("fe80::/10")),
            MULTICAST, List.of(Prefix.parse("224.0.0.0/4"), Prefix.parse("ff00::/8")),
            BROADCAST, List.of(Prefix.parse("255.255.255.255/32")));

    private final String text;

    AddressKind(final String text) {
        this.text = text;
    }

    /** The kind of {@code address}; exactly one fits. */
    public static AddressKind of(final IpAddress address) {
        for (final Map.Entry<AddressKind, List<Prefix>> range : RANGES.entrySet()) {
            if (range.getValue().stream().anyMatch(prefix -> prefix.contains(address))) {
                return range.getKey();
            }
        }
        return UNICAST;
    }

    /** The kind with its article, to end a sentence that begins "this is". */
    @Override
    public String toString() {
        return text;
    }
}
