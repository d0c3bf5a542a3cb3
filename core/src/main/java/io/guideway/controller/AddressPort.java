package io.guideway.controller;

import io.guideway.packet.IpAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address with a port, as {@code 10.0.0.2:8443} or {@code [fd00::2]:8443}.
 *
 * @param port 1 to 65535
 */
public record AddressPort(IpAddress address, int port) {
    private static final Pattern SYNTAX = Pattern.compile("(?:([0-9.]+)|\\[([0-9a-fA-F:.]+)]):([1-9][0-9]{0,4})");
    private static final int HIGHEST_PORT = 65535;

    /** @throws IllegalArgumentException if the text is not one */
    static AddressPort parse(final String text) {
        final Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > HIGHEST_PORT) {
            throw no(text);
        }
        final boolean isIpv4 = matcher.group(1) != null;
        final IpAddress address = IpAddress.parse(matcher.group(isIpv4 ? 1 : 2));
        if (address.isIpv4() != isIpv4) {
            throw no(text);
        }
        return new AddressPort(address, Integer.parseInt(matcher.group(3)));
    }

    private static IllegalArgumentException no(final String text) {
        return new IllegalArgumentException(
                "'%s' is no address with a port; write 10.0.0.2:8443 or [fd00::2]:8443".formatted(text));
    }

    /** As the file writes it. */
    @Override
    public String toString() {
        return (address.isIpv4() ? "%s:%d" : "[%s]:%d").formatted(address, port);
    }

    /** For the JDK. */
    InetSocketAddress socket() {
        return new InetSocketAddress(address.toString(), port);
    }
}
