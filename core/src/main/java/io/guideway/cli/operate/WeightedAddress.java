package io.guideway.cli.operate;

import io.guideway.packet.IpAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A backend as it is typed: {@code 10.0.1.1}, {@code 10.0.1.1:2}, {@code fd00::1}, {@code [fd00::1]:2}. */
record WeightedAddress(IpAddress address, int weight) {
    private static final Pattern WITH_WEIGHT = Pattern.compile("(?:\\[(.+)]|([0-9.]+)):([0-9]{1,9})");

    /** @throws IllegalArgumentException if the text is none of these */
    static WeightedAddress parse(final String text) {
        final Matcher matcher = WITH_WEIGHT.matcher(text);
        if (!matcher.matches()) {
            return new WeightedAddress(IpAddress.parse(text), 1);
        }
        final String address = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new WeightedAddress(IpAddress.parse(address), Integer.parseInt(matcher.group(3)));
    }
}
