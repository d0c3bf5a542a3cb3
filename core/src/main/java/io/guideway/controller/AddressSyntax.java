package io.guideway.controller;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as the file writes them, and the schema's names for these spellings, which JSON Schema itself does not have
 * ({@code ipv4} and {@code ipv6} are two formats there, and a prefix is none).
 */
final class AddressSyntax {
    private static final int LONGEST = 64;
    private static final int LAST_PORT = 65535;
    private static final Pattern SOCKET = Pattern.compile("(?:\\[([^]]+)]|([0-9.]+)):([0-9]{1,5})");
    private static final int IPV6 = 1;
    private static final int IPV4 = 2;
    private static final int PORT = 3;

    /** The formats that the schema names. */
    static final List<Format> FORMATS = List.of(
            format("guideway-address", IpAddress::parse),
            format("guideway-prefix", Prefix::parse),
            format("guideway-address-or-prefix", AddressSyntax::prefix),
            format("guideway-socket", AddressSyntax::socket));

    private AddressSyntax() {}

    /**
     * A prefix, or an address as the prefix that holds nothing else.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static Prefix prefix(final String text) {
        if (text.contains("/")) {
            return Prefix.parse(text);
        }
        final IpAddress address = IpAddress.parse(text);
        return new Prefix(address, address.width());
    }

    /**
     * An address and a TCP port, as {@code 127.0.0.1:9100} or {@code [::1]:9100}.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static InetSocketAddress socket(final String text) {
        final Matcher parts = SOCKET.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'%s' is no address with a port".formatted(text));
        }
        final boolean isIpv6 = parts.group(IPV6) != null;
        final IpAddress address = IpAddress.parse(parts.group(isIpv6 ? IPV6 : IPV4));
        final int port = Integer.parseInt(parts.group(PORT));
        if (address.isIpv4() == isIpv6 || port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("'%s' is no address with a port".formatted(text));
        }
        return new InetSocketAddress(address.toString(), port);
    }

    private static Format format(final String name, final Function<String, ?> parser) {
        return new Format() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public boolean matches(final ExecutionContext context, final String text) {
                return text.length() <= LONGEST && parses(text, parser);
            }
        };
    }

    private static boolean parses(final String text, final Function<String, ?> parser) {
        try {
            parser.apply(text);
            return true;
        } catch (final IllegalArgumentException notOne) {
            return false;
        }
    }
}
