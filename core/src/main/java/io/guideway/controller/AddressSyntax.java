package io.guideway.controller;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Ports;
import java.util.List;
import java.util.function.Function;

/**
 * Addresses and ports as the file writes them, and the schema's names for these spellings, which JSON Schema itself does not have
 * ({@code ipv4} and {@code ipv6} are two formats there, and a prefix is none).
 */
final class AddressSyntax {
    private static final int LONGEST = 64;

    /** The formats that the schema names. */
    static final List<Format> FORMATS = List.of(
            format("guideway-address", IpAddress::parse),
            format("guideway-prefix", Prefix::parse),
            format("guideway-address-or-prefix", AddressSyntax::prefix),
            format("guideway-address-port", AddressPort::parse),
            format("guideway-ports", Ports::parse));

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
