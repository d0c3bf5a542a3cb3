package io.guideway.wire;

/**
 * What records of flows did, of all workers (docs/consistency.md), and connection ids (docs/quic.md). Packets and events count since the forwarder's start, records and
 * slots are those that are there now.
 *
 * @param bySlot packets on slots that ask for records which went to their slot's owner
 * @param byRecord those that went where their flow's record says
 * @param byPeerRecord those of which another node's record said so
 * @param byOldOwner those that went where their slot's flows went before a change
 * @param byGone those whose record names a backend that serves no more
 * @param embryonic records that wait for a second packet
 * @param confirmed records that do not
 * @param evicted embryonic records that gave way alive
 * @param refused records that were not made, as there was no room or their source had made too many
 * @param ofPeers records of other nodes
 * @param movingSlots slots that ask for records because of a change
 * @param oldestSeconds age of the eldest change after which slots still go by what they were before; 0 if there is none
 * @param byConnectionId packets that went where their QUIC connection id says
 * @param quicShort those that went by their flow, as they end before a connection id of its configuration does
 * @param quicConfig those whose connection id was made by no configuration that is known
 * @param quicServer those whose connection id names no backend that serves
 */
public record FlowCounts(
        long bySlot,
        long byRecord,
        long byPeerRecord,
        long byOldOwner,
        long byGone,
        long embryonic,
        long confirmed,
        long evicted,
        long refused,
        long ofPeers,
        long movingSlots,
        long oldestSeconds,
        long byConnectionId,
        long quicShort,
        long quicConfig,
        long quicServer) {
    /** Nothing was ever recorded. */
    public static final FlowCounts NONE = new FlowCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Packets of services that route by connection id whose connection id told nothing. */
    public long quicByFlow() {
        return quicShort + quicConfig + quicServer;
    }

    /** Records that are there, of this node and of others. */
    public long records() {
        return embryonic + confirmed + ofPeers;
    }
}
