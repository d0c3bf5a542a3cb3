package io.guideway.forward;

/**
 * Why a packet went where it went: on a slot that asks for records (docs/consistency.md), or to a service that routes by connection
 * id (docs/quic.md).
 */
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
    GONE,
    /** Its QUIC connection id names the backend. */
    QUIC,
    /** By its flow, as it ends before a connection id of its configuration does. */
    QUIC_SHORT,
    /** By its flow, as its connection id was made by no configuration that is known. */
    QUIC_CONFIG,
    /** By its flow, as its connection id names no backend that serves. */
    QUIC_SERVER;

    private static final Choice[] ALL = values();

    /** How many there are. */
    public static int count() {
        return ALL.length;
    }
}
