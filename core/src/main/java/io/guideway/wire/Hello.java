package io.guideway.wire;

/**
 * A controller introduces itself; the forwarder answers with {@link HelloAnswer}.
 *
 * @param schemaVersion the newest version of the messages that it knows, 1 to 65535
 * @param instance a number that no other start of a controller has
 * @param name for people, at most {@value Text#LONGEST_NAME} octets of UTF-8
 */
public record Hello(int schemaVersion, long instance, String name) implements Command {
    /** Refuses names that do not fit. */
    public Hello {
        Text.checkName(name);
    }

    /** From this program: the version that it knows. */
    public Hello(final long instance, final String name) {
        this(Template.SCHEMA_VERSION, instance, name);
    }
}
