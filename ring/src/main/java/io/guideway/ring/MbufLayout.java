package io.guideway.ring;

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
 * @param size octets of the structure
 */
record MbufLayout(int bufAddr, int dataOff, int nbSegs, int olFlags, int pktLen, int dataLen, int bufLen, int size) {

    /** DPDK 22.11's, used by the rings in process memory where no shim is present. */
    static final MbufLayout IN_MEMORY = new MbufLayout(0, 16, 20, 24, 36, 40, 54, 128);

    /** The layout that this process works with: the shim's where there is one, so that nothing is guessed. */
    static MbufLayout current() {
        return IN_MEMORY;
    }
}
