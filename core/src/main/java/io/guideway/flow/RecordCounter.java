package io.guideway.flow;

/** What a {@link RecordTable} counts. The first two go up and down, the others only up. */
public enum RecordCounter {
    /** Embryonic records that are there now; those that have expired count until they are swept or overwritten. */
    EMBRYONIC,
    /** Confirmed records that are there now, counted likewise. */
    CONFIRMED,
    /** Records made, embryonic or confirmed at once. */
    INSERTED,
    /** Embryonic records that were confirmed. */
    CONFIRMATIONS,
    /** Records that had outlived their time when they were swept or overwritten. */
    EXPIRED,
    /** Live embryonic records that gave way to another record. */
    EVICTED,
    /** Records forgotten because the owner said so. */
    FORGOTTEN,
    /** Records not made because both buckets were full of what does not give way. */
    REFUSED_FULL,
    /** Embryonic records not made because their source prefix had made too many. */
    REFUSED_SOURCE
}
