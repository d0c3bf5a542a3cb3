package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrimesTest {
    @Test
    void theyAgreeWithBigInteger() {
        IntStream.concat(IntStream.range(0, 2_000), IntStream.range(16_777_000, 16_777_300))
                .forEach(n -> assertEquals(BigInteger.valueOf(n).isProbablePrime(50), Primes.isPrime(n), () -> "" + n));
    }

    @Test
    void theNextPrimeIsFound() {
        assertEquals(65537, Primes.from(65536));
        assertEquals(65537, Primes.from(65537));
        assertEquals(16_777_213, Primes.from(16_777_200));
    }
}
