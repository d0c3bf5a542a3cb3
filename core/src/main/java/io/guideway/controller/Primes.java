package io.guideway.controller;

import java.util.stream.IntStream;

/** Primes as far as table sizes go. */
final class Primes {
    private Primes() {}

    static boolean isPrime(final int n) {
        return n >= 2
                && IntStream.iterate(2, d -> (long) d * d <= n, d -> d + 1).noneMatch(d -> n % d == 0);
    }

    /** The first prime that is not less than {@code n}. */
    static int from(final int n) {
        return IntStream.iterate(n, candidate -> candidate + 1)
                .filter(Primes::isPrime)
                .findFirst()
                .orElseThrow();
    }
}
