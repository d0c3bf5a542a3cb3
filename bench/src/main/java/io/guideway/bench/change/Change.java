package io.guideway.bench.change;

import io.guideway.bench.change.ChangingSite.Kind;

/**
 * One change and what it took, in nanoseconds.
 *
 * @param decidedNs until the services were in order and had their digest
 * @param totalNs until the controller knew that every worker goes by them
 * @param adoptedNs of it the forwarder, by its own word: from the message to the last worker's adoption
 */
record Change(Kind kind, long decidedNs, long totalNs, long adoptedNs) {
    /** What is neither: both ways over the wire, and how long either end took to look. */
    long wireNs() {
        return totalNs - decidedNs - adoptedNs;
    }
}
