package io.guideway.bench.lab.tier;

import tools.jackson.databind.JsonNode;

/**
 * What the client says of one connection.
 *
 * @param atNs when, by the clock of {@link System#nanoTime}
 * @param connection number, each once
 * @param port the client's
 * @param backend its name; empty where the connection never heard it
 * @param sinceNs when that was sent which found no answer; {@code atNs} where nothing is missing
 * @param reason empty where all is well
 */
record Event(Kind kind, long atNs, long connection, int port, String backend, long sinceNs, String reason) {
    /** What became of it. */
    enum Kind {
        OPENED,
        CLOSED,
        BROKEN,
        UNOPENED
    }

    static Event of(final Kind kind, final JsonNode line) {
        final long at = line.get("ns").asLong();
        return new Event(
                kind,
                at,
                line.get("connection").asLong(),
                line.get("port").asInt(),
                line.path("backend").asString(""),
                line.path("since").asLong(at),
                line.path("reason").asString(""));
    }
}
