package io.guideway.bench.consistency;

/** How a node finds the backend of a packet. */
enum Scheme {
    /** The hash of the flow modulo the number of backends. */
    MODULO("modulo", "hash modulo N"),
    /** The lookup table alone. */
    MAGLEV("maglev", "stateless Maglev"),
    /** The lookup table, and on each node by itself a bounded table of all flows. */
    MAGLEV_LOCAL("maglev-local", "Maglev with a local table"),
    /** The real thing. */
    OURS("ours", "ours");

    private final String id;
    private final String text;

    Scheme(final String id, final String text) {
        this.id = id;
        this.text = text;
    }

    /** For programs. */
    String id() {
        return id;
    }

    /** For people. */
    String text() {
        return text;
    }
}
