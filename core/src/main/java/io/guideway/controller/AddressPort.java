package io.guideway.controller;

import io.guideway.packet.IpAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address with a port, as {@code 10.0.0.2:8443} or {@code [fd00::2]:8443}.
 *
 * @param port 1 to 65535
 */
record AddressPort(IpAddress address, int port) {
    private static final Pattern SYNTAX = Pattern.compile("(?:([0-9.]+)|\\[([0-9a-fA-F:.]+)]):([1-9][0-9]{0,4})");
    private static final int HIGHEST_PORT = 65535;

    /** @throws IllegalArgumentException if the text is not one */
    static AddressPort parse(final String text) {
        final Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "'%s' is no address with a port; write 10.0.0.2:8443 or [fd00::2]:8443".formatted(text));
        }
        final String address = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new AddressPort(IpAddress.parse(address), Integer.parseInt(matcher.group(3)));
    }
}
