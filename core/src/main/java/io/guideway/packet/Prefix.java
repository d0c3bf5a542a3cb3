package io.guideway.packet;

/**
 * An address and how many of its leading bits name its network, as in {@code 10.0.0.2/24} (RFC 4632, section 3.1; RFC 4291,
 * section 2.3). The address keeps its host bits, so that a port's own address and the network around it are one value.
 *
 * @param address any address of the network
 * @param length leading bits that all of the network shares: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record Prefix(IpAddress address, int length) {

    /** @throws IllegalArgumentException if the length does not fit the address's family */
    public Prefix {
        if (length < 0 || length > address.width()) {
            throw new IllegalArgumentException(
                    "prefix length %d of %s is out of range; use 0 to %d".formatted(length, address, address.width()));
        }
    }

    /**
     * Reads {@code address/length}; both must be there.
     *
     * @throws IllegalArgumentException if the text is not a prefix
     */
    public static Prefix parse(final String text) {
        final int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            throw new IllegalArgumentException(
                    "'%s' has no prefix length; write 192.0.2.1/24 or 2001:db8::1/64".formatted(text));
        }
        return new Prefix(IpAddress.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** The prefix that holds nothing but one address. */
    public static Prefix of(final IpAddress address) {
        return new Prefix(address, address.width());
    }

    /** Whether it holds nothing but its address. */
    public boolean isSingle() {
        return length == address.width();
    }

    /** Bits in which its addresses differ. */
    public int hostBits() {
        return address.width() - length;
    }

    /** The network's first address: all bits behind the prefix are 0. */
    public IpAddress first() {
        final IpAddress mask = mask();
        return new IpAddress(address.high() & mask.high(), address.low() & mask.low());
    }

    /** The network's last address: all bits behind the prefix are 1. */
    public IpAddress last() {
        final IpAddress mask = mask();
        return new IpAddress(address.high() | ~mask.high(), address.low() | ~mask.low());
    }

    /** The bits of an address, as {@link IpAddress} holds it, that the network shares are 1, and those behind the prefix are 0. */
    public IpAddress mask() {
        final int bits = length + 128 - address.width();
        return new IpAddress(leading(bits), leading(bits - 64));
    }

    private static long leading(final int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << Long.SIZE - bits;
    }

    /** Whether {@code other} is of this family and in this network. */
    public boolean contains(final IpAddress other) {
        return address.sharesPrefix(other, length);
    }

    /** The prefix of the same addresses without host bits. */
    public Prefix network() {
        return new Prefix(first(), length);
    }

    /** The same of an address by its halves, as {@link IpAddress} holds them, without an object. */
    public boolean contains(final long high, final long low) {
        final boolean ipv4 = high == 0 && low >>> 32 == 0xFFFF;
        if (ipv4 != address.isIpv4()) {
            return false;
        }
        final int bits = length + 128 - address.width();
        return sameBits(high, address.high(), Math.min(bits, 64)) && sameBits(low, address.low(), bits - 64);
    }

    private static boolean sameBits(final long a, final long b, final int leading) {
        return leading <= 0 || (a ^ b) >>> 64 - leading == 0;
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
