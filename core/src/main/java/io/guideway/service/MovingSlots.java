package io.guideway.service;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * Which slots of one service ask for the flow and not only for its hash, off-heap; docs/consistency.md says why. Immutable, for
 * all workers, counted by those who hold it.
 *
 * <pre>
 *  octet 0 | key of the service 8                |
 *        8 | address of the codes 8, 0 = no codes |
 *       16 | not used 48                         |
 *       64 | code of each slot 2                  |
 * </pre>
 */
final class MovingSlots {
    /** A code: the hash alone decides. */
    static final int STILL = 0xFFFF;

    /** A code: a flow with a record goes by it, any other by its hash. */
    static final int RECORDS_ONLY = 0xFFFE;

    private static final int KEY = 0;
    private static final int CODES = 8;
    private static final int HEADER = 64;

    private final NativeBlock block;
    private int holders;

    private MovingSlots(final Service service, final NativeBlock block, final long codes) {
        this.block = block;
        Mem.i64(block.address() + KEY, key(service));
        Mem.i64(block.address() + CODES, codes);
    }

    /** Of a service all of whose flows are recorded, and none of whose slots moves: each one's code is its owner. */
    static MovingSlots everySlot(final Service service) {
        return new MovingSlots(service, new NativeBlock(HEADER), 0);
    }

    /** @param codes of each slot: what is defined here, or the index of a backend in the service's list */
    static MovingSlots of(final Service service, final char[] codes) {
        final NativeBlock block = new NativeBlock(HEADER + (long) Character.BYTES * codes.length);
        final long first = block.address() + HEADER;
        for (int slot = 0; slot < codes.length; slot++) {
            Mem.u16(first + (long) Character.BYTES * slot, codes[slot]);
        }
        return new MovingSlots(service, block, first);
    }

    /**
     * What tells the flows of services apart whose hash does not take in what the packet was sent to; the same on every node.
     * Odd constants (the golden ratio's and a prime's bits) spread it.
     */
    static long key(final Service service) {
        final int kind =
                VipIndex.key(!service.vip().isIpv4(), service.protocol().number(), service.port());
        final long mixed =
                (service.vip().high() * 0x9E37_79B9_7F4A_7C15L + service.vip().low() + kind) * 0xC2B2_AE3D_27D4_EB4FL;
        return mixed ^ mixed >>> 29;
    }

    /** One more holds it. */
    MovingSlots hold() {
        holders++;
        return this;
    }

    /** One less; the last one's word frees the memory. */
    void release() {
        holders--;
        if (holders == 0) {
            block.close();
        }
    }

    long address() {
        return block.address();
    }

    static long key(final long address) {
        return Mem.i64(address + KEY);
    }

    /** The code of a slot whose owner is {@code owner}. */
    static int code(final long address, final int slot, final int owner) {
        final long codes = Mem.i64(address + CODES);
        return codes == 0 ? owner : Mem.u16(codes + (long) Character.BYTES * slot);
    }
}
