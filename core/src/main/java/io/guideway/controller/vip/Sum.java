package io.guideway.controller.vip;

/** The Internet checksum (RFC 1071) over arrays. */
final class Sum {
    private Sum() {}

    /** The folded sum over octets {@code from} to {@code to}, onto {@code start}; an odd last one is padded with zero. */
    static int of(final byte[] octets, final int from, final int to, final int start) {
        int sum = start;
        for (int i = from; i < to; i++) {
            sum += (octets[i] & 0xFF) << ((i - from) % 2 == 0 ? Byte.SIZE : 0);
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }
}
