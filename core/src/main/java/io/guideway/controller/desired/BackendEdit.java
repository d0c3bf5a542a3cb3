package io.guideway.controller.desired;

/**
 * What was said of a backend by command.
 *
 * @param weight 0 where the backend is removed
 */
public record BackendEdit(Kind kind, int weight) {
    /** What was said. */
    public enum Kind {
        /** It shall be there with this weight, whether the file has it or not. */
        PUT,
        /** If it is there, it shall have this weight. */
        WEIGHT,
        /** It shall not be there. */
        REMOVED
    }

    /** It shall not be there. */
    public static final BackendEdit GONE = new BackendEdit(Kind.REMOVED, 0);

    /** It shall be there with this weight. */
    public static BackendEdit put(final int weight) {
        return new BackendEdit(Kind.PUT, weight);
    }

    /** If it is there, it shall have this weight. */
    public static BackendEdit weight(final int weight) {
        return new BackendEdit(Kind.WEIGHT, weight);
    }

    /** This and then another weight: what was put stays put. */
    BackendEdit weighing(final int other) {
        return kind == Kind.PUT ? put(other) : weight(other);
    }
}
