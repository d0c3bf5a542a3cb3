/** What of the forwarder only its own package may use, for benchmarks: generations with workers between rings in memory. */
package io.guideway.forwarder;
