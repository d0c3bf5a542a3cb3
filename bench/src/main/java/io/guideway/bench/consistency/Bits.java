package io.guideway.bench.consistency;

/** Spreads numbers. */
final class Bits {
    static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    private static final int ODD = 0x7FEB_352D;
    private static final int OTHER_ODD = 0x846C_A68B;

    private Bits() {}

    /** SplitMix64's finisher. */
    static long mix(final long value) {
        long z = value + GOLDEN;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    /** One to one: no two numbers give the same. */
    static int permute(final int value) {
        int x = value ^ value >>> 16;
        x *= ODD;
        x ^= x >>> 15;
        x *= OTHER_ODD;
        return x ^ x >>> 16;
    }
}
