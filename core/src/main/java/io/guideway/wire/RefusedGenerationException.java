package io.guideway.wire;

import java.io.Serial;

/** A generation cannot be taken up; carries the answer that says so. */
public final class RefusedGenerationException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Refused answer;

    RefusedGenerationException(final NewGeneration generation, final Refused.Cause cause, final String reason) {
        super(reason);
        answer = new Refused(generation.number(), Template.GENERATION.id(), cause, reason);
    }

    /** What to tell the controller. */
    public Refused answer() {
        return answer;
    }
}
