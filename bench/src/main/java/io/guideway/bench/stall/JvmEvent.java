package io.guideway.bench.stall;

/**
 * Something that the JVM did.
 *
 * @param what it was, in the JVM's words
 * @param startNs by the clock of {@link System#nanoTime}
 * @param endNs the same as the start where the log tells only one time
 * @param reachingNs of a safepoint: until the last thread had stopped; else 0
 */
record JvmEvent(Kind kind, String what, long startNs, long endNs, long reachingNs) {
    /** The most telling first: what stops a thread, then what may get in its way. */
    enum Kind {
        /** All threads stop. */
        SAFEPOINT("safepoint"),
        /** Each thread does something by itself, or has it done while it stands still. */
        HANDSHAKE("handshake"),
        /** A thread goes on in slower code, because the compiled code's assumptions were wrong. */
        DEOPTIMIZATION("deoptimization"),
        /** A method was handed to a compiler's thread, or its code thrown away; when compiling ended is not told. */
        COMPILATION("compilation"),
        /** A cycle of the collector, beside the threads or in pauses, which are safepoints of their own. */
        COLLECTION("collection");

        private final String text;

        Kind(final String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    long lengthNs() {
        return endNs - startNs;
    }

    /** Whether the two have a moment in common. */
    boolean overlaps(final long fromNs, final long toNs) {
        return startNs - toNs <= 0 && fromNs - endNs <= 0;
    }
}
