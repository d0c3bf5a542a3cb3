package io.guideway.tier;

/** What a node counts of its tier. */
public enum TierCounter {
    /** Own records told to others, once for each of those. */
    RECORDS_SENT,
    /** Records of flows that begin or were met once that nobody was told of, as there were too many. */
    UNCONFIRMED_UNSENT,
    /** Messages that a peer, or all, did not get because it lags or is not there. */
    MESSAGES_UNSENT,
    /** Messages taken. */
    MESSAGES_RECEIVED,
    /** Messages that the sequence numbers say are missing. */
    MESSAGES_LOST,
    /** Records taken into the copy. */
    RECORDS_RECEIVED,
    /** Records whose backend this node does not serve. */
    RECORDS_UNKNOWN,
    /** Records that the copy had no room for, or that are too old. */
    RECORDS_REFUSED,
    /** Frames without proof that a node of the tier wrote them. */
    UNAUTHENTICATED,
    /** Frames of a node of the tier that cannot be read. */
    MALFORMED,
    /** Frames of a newer version than this program knows. */
    NEWER_VERSION,
    /** Messages of a run that has not proved yet that it is no echo. */
    UNPROVEN,
    /** Messages that came before. */
    REPLAYED,
    /** Nodes that there was no place for. */
    TOO_MANY_NODES,
    /** Answers given to nodes that joined or lost messages. */
    SNAPSHOTS_SENT,
    /** Answers taken from end to end. */
    SNAPSHOTS_RECEIVED
}
