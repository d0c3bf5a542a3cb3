package io.guideway.packet;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 address as the 128 bits that tables and flow keys compare: IPv4 stands in its mapped form
 * {@code ::ffff:a.b.c.d} (RFC 4291, section 2.5.5.2). A value; any thread; never on the packet path.
 *
 * @param high the first 64 bits, in host order
 * @param low the last 64 bits, in host order
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
    /** Four plain numbers. BSD's guesses stay out: "10.1", "0x0a.0.0.1", and "010.0.0.1", which is octal to some. */
    private static final String IPV4 = "(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}";

    private static final Pattern LITERAL = Pattern.compile(IPV4 + "|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final long MAPPED = 0xFFFFL << 32;

    /** The IPv4 address with the given 32 bits. */
    public static IpAddress ipv4(final int bits) {
        return new IpAddress(0, MAPPED | bits & 0xFFFF_FFFFL);
    }

    /**
     * Reads a literal such as {@code 10.0.0.1} or {@code fd00::1}; asks no name server.
     *
     * @throws IllegalArgumentException if the text is not one
     */
    public static IpAddress parse(final String text) {
        if (!LITERAL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not an IP address; write 192.0.2.1 or 2001:db8::1".formatted(text));
        }
        return of(InetAddress.ofLiteral(text));
    }

    private static IpAddress of(final InetAddress address) {
        final byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return ipv4((int) bits(bytes, 0, 4));
        }
        return new IpAddress(bits(bytes, 0, 8), bits(bytes, 8, 8));
    }

    private static long bits(final byte[] bytes, final int from, final int length) {
        long bits = 0;
        for (int i = from; i < from + length; i++) {
            bits = bits << 8 | bytes[i] & 0xFF;
        }
        return bits;
    }

    /** Whether this is an IPv4 address. */
    public boolean isIpv4() {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    /** The 32 bits of an IPv4 address, in host order. */
    public int ipv4Bits() {
        return (int) low;
    }

    /** Bits of an address of this family: 32 or 128. */
    public int width() {
        return isIpv4() ? 32 : 128;
    }

    /** Whether the first {@code prefixLength} bits (0 to {@link #width}) equal those of {@code other}; never across families. */
    public boolean sharesPrefix(final IpAddress other, final int prefixLength) {
        if (isIpv4() != other.isIpv4()) {
            return false;
        }
        final int bits = prefixLength + 128 - width();
        return sameBits(high, other.high, Math.min(bits, 64)) && sameBits(low, other.low, bits - 64);
    }

    private static boolean sameBits(final long a, final long b, final int leading) {
        return leading <= 0 || (a ^ b) >>> 64 - leading == 0;
    }

    /** IPv4 first, then as numbers. Makes no objects: large sites sort their backends with every change. */
    @Override
    public int compareTo(final IpAddress other) {
        if (isIpv4() != other.isIpv4()) {
            return isIpv4() ? -1 : 1;
        }
        return high == other.high ? Long.compareUnsigned(low, other.low) : Long.compareUnsigned(high, other.high);
    }

    /** The address as text, IPv6 in the short form of RFC 5952. */
    @Override
    public String toString() {
        return isIpv4() ? ipv4Text() : Ipv6Text.of(high, low);
    }

    private String ipv4Text() {
        return "%s.%s.%s.%s".formatted(low >>> 24 & 0xFF, low >>> 16 & 0xFF, low >>> 8 & 0xFF, low & 0xFF);
    }
}
