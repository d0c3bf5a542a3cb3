package io.guideway.wire;

/**
 * What the forwarder is and has.
 *
 * @param schemaVersion the newest version of the messages that it knows
 * @param instance of the {@link Hello} that this answers
 * @param generation number of its generation; 0 before the first
 * @param digest of that generation's services
 * @param startTimeMs when it started, milliseconds since 1970 in UTC
 */
public record HelloAnswer(int schemaVersion, long instance, long generation, Digest digest, long startTimeMs)
        implements Answer {
    /** From this program: the version that it knows. */
    public HelloAnswer(final long instance, final long generation, final Digest digest, final long startTimeMs) {
        this(Template.SCHEMA_VERSION, instance, generation, digest, startTimeMs);
    }
}
