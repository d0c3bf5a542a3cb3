package io.guideway.bench.consistency;

/** Why a flow of ours was broken. */
enum Reason {
    /** It said nothing for longer than the drain time. */
    SILENT("silent for longer than the drain time"),
    /** What its node said of it never reached the node that it came to. */
    LOST("a node's word about it was lost"),
    /** What its node said of it was on its way. */
    ON_ITS_WAY("a node's word about it was on its way"),
    /** The node that it came from had seen its SYN and nothing after, and so had said nothing. */
    BEGINNING("came to another node between SYN and ACK"),
    /** The node that it came from had seen one packet of it since the change, and so had said nothing. */
    ONE_PACKET("one packet in the drain time, then another node"),
    /** It began where the drain was over, or the change not made yet, and came to where it was not over or was made. */
    APART("nodes began or ended a drain at different moments"),
    /** The node knew it, and its slot asked for no records any more. */
    SLOT_STILL("its slot asked for no records any more"),
    /** Its node could not record it. */
    REFUSED("record refused"),
    UNEXPLAINED("unexplained");

    private final String text;

    Reason(final String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
