package io.guideway.flow;

/** How sure it is that a record's flow is one. */
public enum RecordKind {
    /** A later packet has come. */
    CONFIRMED,
    /** One packet has come, and it was not the flow's first: nobody had recorded the flow before. */
    OLDER,
    /** The flow's first packet has come. */
    NEW;

    private static final RecordKind[] VALUES = values();

    /** How many there are. */
    public static int count() {
        return VALUES.length;
    }

    /** The kind with the given ordinal, which stands for it in rings and messages. */
    public static RecordKind of(final int ordinal) {
        return VALUES[ordinal];
    }
}
