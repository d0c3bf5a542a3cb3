package io.guideway.maglev;

/** What sizes a lookup table can have: primes, because only then does every skip lead through all slots. */
public final class TableSize {
    /** The largest prime below 2 to the 24th: a table of 32 MiB. */
    public static final int MAX = 16_777_213;

    private TableSize() {}

    /**
     * Returns {@code slots} if a table can have that size.
     *
     * @throws IllegalArgumentException if it cannot, naming one that can
     */
    public static int check(final int slots) {
        if (slots < 2 || slots > MAX) {
            throw new IllegalArgumentException(
                    "table size %d is not between 2 and %d; try 65537".formatted(slots, MAX));
        }
        if (!isPrime(slots)) {
            throw new IllegalArgumentException("table size %d is not prime; try %d".formatted(slots, nextPrime(slots)));
        }
        return slots;
    }

    /** The least prime not below {@code n}, which is at most {@link #MAX}. */
    public static int nextPrime(final int n) {
        int prime = Math.max(n, 2);
        while (!isPrime(prime)) {
            prime++;
        }
        return prime;
    }

    /** Whether {@code n} is a prime. */
    public static boolean isPrime(final int n) {
        if (n < 2) {
            return false;
        }
        for (int divisor = 2; divisor * divisor <= n; divisor++) {
            if (n % divisor == 0) {
                return false;
            }
        }
        return true;
    }
}
