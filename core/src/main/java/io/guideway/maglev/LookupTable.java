package io.guideway.maglev;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * The lookup table of a service, off-heap: for every slot two octets, in the machine's order, with the index of its backend
 * in the list that the table was built from. Immutable until it is closed; any thread reads. Who closes it makes sure that
 * nobody reads it any more.
 */
public final class LookupTable implements AutoCloseable {
    private final NativeBlock block;
    private final int slots;

    /** Every slot names backend 0. */
    LookupTable(final int slots) {
        this.slots = slots;
        block = new NativeBlock(octets(slots));
    }

    /** Octets of a table. */
    public static int octets(final int slots) {
        return Character.BYTES * slots;
    }

    /** Native address of slot 0, for {@link #backend(long, int)}. */
    public long address() {
        return block.address();
    }

    /** Slots, a prime. */
    public int slots() {
        return slots;
    }

    /**
     * Hot path. The backend that owns a slot.
     *
     * @param address a table's {@link #address}
     * @param slot 0 to that table's {@link #slots} - 1
     * @return its index, 0 to 65534
     */
    public static int backend(final long address, final int slot) {
        return Mem.u16(address + 2L * slot);
    }

    /** Gives a slot of a table that is being built to a backend, 0 to 65534. */
    static void give(final long address, final int slot, final int backend) {
        Mem.u16(address + 2L * slot, backend);
    }

    @Override
    public void close() {
        block.close();
    }
}
