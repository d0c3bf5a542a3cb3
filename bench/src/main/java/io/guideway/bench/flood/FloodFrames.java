package io.guideway.bench.flood;

/** The packets of a flood, from sources that no honest flow has. */
final class FloodFrames {
    /** Sources have a first octet of 1 to 64: no honest flow's, and none that is not routed. */
    private static final int FIRST_OCTETS = 0x3F00_0000;

    private static final int ONE = 0x0100_0000;
    private static final int REST = 0x00FF_FFFF;
    private static final int NEIGHBOURS = 0xCB00_7100;
    private static final int PORT_BITS = 16;

    private final Frame first = Frame.syn();

    private final Frame later = Frame.ack();
    private final Frame fragment = Frame.fragment();

    byte[] syn(final long random) {
        return first.from(address(random), (int) random);
    }

    byte[] ack(final long random) {
        return later.from(address(random), (int) random);
    }

    byte[] fragment(final long random) {
        return fragment.from(address(random), (int) random);
    }

    /** @param number of the flow, 0 to 2^20 - 1: a port of one of 16 neighbours */
    byte[] neighbour(final int number) {
        return first.from(NEIGHBOURS + (number >>> PORT_BITS), number);
    }

    private static int address(final long random) {
        final int word = (int) (random >>> Integer.SIZE);
        return (word & FIRST_OCTETS) + ONE | word & REST;
    }
}
