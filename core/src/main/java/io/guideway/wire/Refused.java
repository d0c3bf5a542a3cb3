package io.guideway.wire;

/**
 * A message was not obeyed, and nothing of it was done.
 *
 * @param generation number of the refused generation; 0 where it is none, or its number could not be read
 * @param template template id of the refused message; 0 where it has none
 * @param cause what the sender can do about it
 * @param reason for people; what is longer than 4,096 octets of UTF-8 is cut
 */
public record Refused(long generation, int template, Cause cause, String reason) implements Answer {
    /** Kinds of refusal. */
    public enum Cause {
        /** Garbage, or of a newer version: sending it again does not help. */
        NOT_UNDERSTOOD,
        /** A change of a generation that is not the forwarder's: the whole generation will do. */
        OTHER_BASE,
        /** The services make no sense to the forwarder. */
        NOT_ADOPTABLE
    }

    /** The answer to a generation that cannot be adopted. */
    public static Refused notAdoptable(final NewGeneration generation, final String reason) {
        return new Refused(generation.number(), Template.GENERATION.id(), Cause.NOT_ADOPTABLE, reason);
    }
}
