package io.guideway.bench.consistency;

import io.guideway.service.Backend;
import java.util.List;

/**
 * Something that happens to the tier, the same under every scheme.
 *
 * @param subject a node, or the IPv4 address of a backend, or without meaning
 * @param change the backends from then on, of {@link Kind#PREPARE} and {@link Kind#ACTIVATE}
 */
record Event(int atMs, Kind kind, int subject, Change change) {
    /** What. */
    enum Kind {
        /** A backend stops serving, seen or not. */
        BACKEND_DIES,
        /** A backend serves. */
        BACKEND_LIVES,
        /** All nodes are told of a change to come. */
        PREPARE,
        /** All nodes are told to go by it. */
        ACTIVATE,
        NODE_DIES,
        NODE_RETURNS
    }

    /** A generation. */
    record Change(long number, int atMs, String what, List<Backend> backends) {}

    static Event of(final int atMs, final Kind kind, final int subject) {
        return new Event(atMs, kind, subject, null);
    }

    static Event of(final int atMs, final Kind kind, final Change change) {
        return new Event(atMs, kind, 0, change);
    }
}
