package io.guideway.service;

import io.guideway.packet.Prefix;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.Optional;

/**
 * Which slots of one service ask for the flow and not only for its hash, off-heap; docs/consistency.md says why. Immutable, for
 * all workers, counted by those who hold it.
 *
 * <pre>
 *  octet 0 | key of the service 8                |
 *        8 | address of the codes 8, 0 = no codes |
 *       16 | protocol 4                          |
 *       20 | not used 44                         |
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
    private static final int PROTOCOL = 16;
    private static final int HEADER = 64;

    /** As a protocol: flows of all of them are meant. */
    private static final int EVERY_PROTOCOL = 0;

    private final NativeBlock block;
    private int holders;

    private MovingSlots(final Service service, final NativeBlock block, final long codes) {
        this.block = block;
        Mem.i64(block.address() + KEY, key(service));
        Mem.i64(block.address() + CODES, codes);
        Mem.i32(block.address() + PROTOCOL, protocol(service));
    }

    /** Where a service takes any protocol, only TCP tells that a flow begins; flows of others move with their slot. */
    private static int protocol(final Service service) {
        final boolean moves = service.protocol() == Protocol.ANY
                && !service.tracking().sticks()
                && service.tracking().scope() != FlowTracking.Scope.ALL;
        return moves ? Protocol.TCP.number() : EVERY_PROTOCOL;
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
                (service.vip().high() * 0x9E37_79B9_7F4A_7C15L + service.vip().low() + kind + width(service.endpoint()))
                        * 0xC2B2_AE3D_27D4_EB4FL;
        return mixed ^ mixed >>> 29;
    }

    /** What tells the parts of a service's clients apart, by whose rule they are of; the service's own key for those without a rule. */
    static long key(final Service service, final Optional<Prefix> from) {
        return from.map(rule -> (key(service) ^ rule.address().high()) * 0x9E37_79B9_7F4A_7C15L
                        + (rule.address().low() ^ rule.length() + 1) * 0xC2B2_AE3D_27D4_EB4FL)
                .orElseGet(() -> key(service));
    }

    /** How much wider than one address and one port it is, for which this is 0: in bits that no port and no protocol has. */
    private static long width(final Endpoint endpoint) {
        final long hostBits = endpoint.vip().address().width() - endpoint.vip().length();
        return (hostBits << 16 | endpoint.ports().count() - 1) << 32;
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

    /** Whether flows of a protocol, by its number, are meant. */
    static boolean isOf(final long address, final int protocol) {
        final int only = Mem.i32(address + PROTOCOL);
        return only == EVERY_PROTOCOL || only == protocol;
    }

    /** The code of a slot whose owner is {@code owner}. */
    static int code(final long address, final int slot, final int owner) {
        final long codes = Mem.i64(address + CODES);
        return codes == 0 ? owner : Mem.u16(codes + (long) Character.BYTES * slot);
    }
}
