package io.guideway.bench.steady;

/**
 * A collection of another JVM.
 *
 * @param seconds of that JVM's life at its end
 * @param what it was, in the JVM's words
 * @param beforeMib of the heap in use before it
 * @param afterMib of the heap in use after it
 * @param tookMs from its beginning to its end
 */
record Collection(double seconds, String what, long beforeMib, long afterMib, double tookMs) {}
