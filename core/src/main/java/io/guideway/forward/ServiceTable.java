package io.guideway.forward;

import io.guideway.rewrite.BackendTable;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Generation;
import io.guideway.service.Service;
import io.guideway.service.VipIndex;

/**
 * The one picture of the services that a worker sees during a burst: a generation with the headers of its backends, and an
 * off-heap record for each service.
 * <pre>
 *  octet 0 | address of the lookup table 8         |
 *        8 | slots 4, 0 = no table | first backend 4 |
 *       16 | hash fields 4         | not used 12     |
 * </pre>
 * Immutable; every worker may read it until it is closed.
 */
public final class ServiceTable implements AutoCloseable {
    private static final int RECORD = 32;

    private static final int TABLE = 0;
    private static final int SLOTS = 8;
    private static final int FIRST_BACKEND = 12;
    private static final int HASH_FIELDS = 16;

    private final Generation generation;
    private final BackendTable backends;
    private final NativeBlock block;
    private final long records;

    /**
     * Takes both parts over: closing this closes them.
     *
     * @param backends headers of the generation's backends, in its order
     */
    public ServiceTable(final Generation generation, final BackendTable backends) {
        this.generation = generation;
        this.backends = backends;
        block = new NativeBlock((long) generation.services().size() * RECORD);
        records = block.address();
        int firstBackend = 0;
        for (int i = 0; i < generation.services().size(); i++) {
            final Service service = generation.services().get(i);
            final long record = record(i);
            Mem.i64(record + TABLE, generation.tableAddress(i));
            Mem.i32(record + SLOTS, generation.tableSlots(i));
            Mem.i32(record + FIRST_BACKEND, firstBackend);
            Mem.i32(record + HASH_FIELDS, service.hash().ordinal());
            firstBackend += service.backends().size();
        }
    }

    /** The generation that this pictures. */
    public Generation generation() {
        return generation;
    }

    /** Services by VIP, protocol and port. */
    VipIndex vips() {
        return generation.vips();
    }

    /** Headers by backend. */
    BackendTable backends() {
        return backends;
    }

    /** Hot path. Native address of the record of service {@code index}. */
    long record(final int index) {
        return records + (long) index * RECORD;
    }

    /** Hot path. Native address of the service's lookup table. */
    static long lookupTable(final long record) {
        return Mem.i64(record + TABLE);
    }

    /** Hot path. Slots of the lookup table; 0 where no backend takes flows. */
    static int slots(final long record) {
        return Mem.i32(record + SLOTS);
    }

    /** Hot path. Index of the service's first backend among all. */
    static int firstBackend(final long record) {
        return Mem.i32(record + FIRST_BACKEND);
    }

    /** Hot path. Ordinal of the service's {@link io.guideway.service.HashFields}. */
    static int hashFields(final long record) {
        return Mem.i32(record + HASH_FIELDS);
    }

    @Override
    public void close() {
        block.close();
        backends.close();
        generation.close();
    }
}
