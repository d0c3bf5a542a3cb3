package io.guideway.forward;

/** Why a packet on a slot that asks for records went where it went; docs/consistency.md. */
public enum Choice {
    /** Its flow has a record. */
    RECORD,
    /** Its flow has a record of another node. */
    PEER_RECORD,
    /** It is older than a change of its slot, so it goes where the slot's flows went before. */
    OLD_OWNER,
    /** It begins a flow, or nothing speaks against its slot's present owner. */
    SLOT,
    /** Its flow has a record, but of a backend that serves no more, so it goes to its slot's owner. */
    GONE;

    private static final Choice[] ALL = values();

    /** How many there are. */
    public static int count() {
        return ALL.length;
    }
}
