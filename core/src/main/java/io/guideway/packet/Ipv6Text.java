package io.guideway.packet;

/** IPv6 addresses as people write them (RFC 5952, section 4): lower case, no leading zeros, the longest run of zeros as "::". */
final class Ipv6Text {
    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static String of(final long high, final long low) {
        final int runLength = longestZeroRun(high, low);
        final int runStart = runLength < 2 ? GROUPS : startOfRun(high, low, runLength);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                text.append(i == 0 || i == runStart + runLength ? "" : ":")
                        .append(Integer.toHexString(group(high, low, i)));
            }
        }
        return text.toString();
    }

    private static int group(final long high, final long low, final int i) {
        return (int) ((i < 4 ? high : low) >>> 48 - 16 * (i & 3)) & 0xFFFF;
    }

    private static int zerosAt(final long high, final long low, final int start) {
        int end = start;
        while (end < GROUPS && group(high, low, end) == 0) {
            end++;
        }
        return end - start;
    }

    private static int longestZeroRun(final long high, final long low) {
        int longest = 0;
        for (int i = 0; i < GROUPS; i++) {
            longest = Math.max(longest, zerosAt(high, low, i));
        }
        return longest;
    }

    private static int startOfRun(final long high, final long low, final int length) {
        int start = 0;
        while (zerosAt(high, low, start) != length) {
            start++;
        }
        return start;
    }
}
