package io.guideway.bench.lab.traffic;

/**
 * What came back.
 *
 * @param received frames of the stream, each once
 * @param octets of those, without frame checksums
 * @param duplicates frames that had come before
 * @param reordered frames that came after a later one of their flow (RFC 4737, section 3)
 * @param overtaken frames that came after a later one of any flow
 * @param stale frames so late that it is not known any more whether they had come before
 * @param foreign frames of no stream, or of an earlier trial
 */
public record SinkCounts(
        long received, long octets, long duplicates, long reordered, long overtaken, long stale, long foreign) {}
