package io.guideway.packet;

import java.util.List;

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

    private static final List<Range> RANGES = List.of(
            new Range("0.0.0.0/8", UNSPECIFIED),
            new Range("::/128", UNSPECIFIED),
            new Range("127.0.0.0/8", LOOPBACK),
            new Range("::1/128", LOOPBACK),
            new Range("169.254.0.0/16", LINK_LOCAL),
            new Range("fe80::/10", LINK_LOCAL),
            new Range("224.0.0.0/4", MULTICAST),
            new Range("ff00::/8", MULTICAST),
            new Range("255.255.255.255/32", BROADCAST));

    /** The addresses of a prefix are of one kind. */
    private record Range(Prefix prefix, AddressKind kind) {
        Range(final String prefix, final AddressKind kind) {
            this(Prefix.parse(prefix), kind);
        }
    }

    private final String text;

    AddressKind(final String text) {
        this.text = text;
    }

    /** The kind of {@code address}; exactly one fits. */
    public static AddressKind of(final IpAddress address) {
        for (final Range range : RANGES) {
            if (range.prefix.contains(address)) {
                return range.kind;
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
