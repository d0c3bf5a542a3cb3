package io.guideway.bench.compare;

/** What a comparison shows. */
enum Verdict {
    FASTER("faster"),
    SLOWER("slower"),
    /** The interval of the ratio contains 1: there may be none, or one that is smaller than the noise. */
    NO_DIFFERENCE("no difference shown"),
    /** One value, or values that are not above 0, have no interval. */
    TOO_LITTLE("too little measured");

    private final String label;

    Verdict(final String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
