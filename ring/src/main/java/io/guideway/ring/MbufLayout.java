package io.guideway.ring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Where the fields of {@code struct rte_mbuf} stand, in octets from its start (DPDK Programmer's Guide, "Mbuf Library").
 *
 * @param bufAddr 8 octets: address of the segment's buffer
 * @param dataOff 2 octets: the data begins this far into the buffer
 * @param nbSegs 2 octets: segments of the packet, 1 or more
 * @param olFlags 8 octets: offload flags
 * @param pktLen 4 octets: octets in all segments
 * @param dataLen 2 octets: octets in this segment
 * @param bufLen 2 octets: size of the buffer
 * @param next 8 octets: address of the mbuf with the packet's next segment, or 0
 * @param size octets of the structure
 * @param headroom octets that DPDK leaves free before the data of a fresh mbuf
 */
record MbufLayout(
        int bufAddr,
        int dataOff,
        int nbSegs,
        int olFlags,
        int pktLen,
        int dataLen,
        int bufLen,
        int next,
        int size,
        int headroom) {

    /** DPDK 22.11's, used by the rings in process memory where no shim is present. */
    static final MbufLayout IN_MEMORY = new MbufLayout(0, 16, 20, 24, 36, 40, 54, 64, 128, 128);

    private static final ShimFunction ASK = ShimFunction.ofVoid("gw_mbuf_layout", ADDRESS);
    private static final int FIELDS = 11; // of struct gw_mbuf_layout, four octets each

    /**
     * The layout that this process works with: the shim's where it can be loaded, so that nothing is guessed.
     *
     * @throws DpdkException if there is a shim of another version
     */
    static MbufLayout current() {
        return ShimLibrary.usable() ? ofShim() : IN_MEMORY;
    }

    /** Field 7 of the structure is {@code port}, which nobody here reads. */
    private static MbufLayout ofShim() {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment layout = arena.allocate(JAVA_INT, FIELDS);
            ASK.call(layout);
            final int[] at = layout.toArray(JAVA_INT);
            return new MbufLayout(at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[8], at[9], at[10]);
        }
    }
}
