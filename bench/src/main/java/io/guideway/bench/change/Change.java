package io.guideway.bench.change;

import io.guideway.bench.change.ChangingSite.Kind;

/**
 * One change and what it took, in nanoseconds.
 *
 * @param totalNs from the decision until the controller knew that every worker goes by it
 * @param adoptedNs of it the forwarder, by its own word: from the message to the last worker's adoption
 */
public record Change(Kind kind, long totalNs, long adoptedNs) {
    /** The rest: order and digest, both ways over the wire, and how long either end took to look. */
    public long restNs() {
        return totalNs - adoptedNs;
    }
}
