package io.guideway.tier;

import java.io.Serial;

/** What came is no letter of a node of this tier and version. Cheap, as garbage may come often. */
final class BadLetterException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient TierCounter kind;

    /** @param kind under which it is counted */
    BadLetterException(final TierCounter kind, final String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    TierCounter kind() {
        return kind;
    }
}
