package io.guideway.service;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What the services of one generation ask for beside the hash, at one moment: their {@link MovingSlots}, and what the lasting
 * numbers of backends in records mean in this generation. Off-heap, immutable, for all workers until it is closed; one thread
 * makes and closes it.
 */
public final class Tracking implements AutoCloseable {
    /** A service that asks for nothing. */
    public static final long NOTHING = 0;

    /** A slot that asks for nothing: the hash alone decides. */
    public static final int STILL = MovingSlots.STILL;

    /** A slot that no generation before the present one has a word on any more: only records count. */
    public static final int RECORDS_ONLY = MovingSlots.RECORDS_ONLY;

    /** Instead of a backend: the one of that lasting number does not serve in this generation. */
    public static final int GONE = LastingBackends.NONE;

    /** Of a generation whose services ask for nothing. */
    public static final Tracking INACTIVE = new Tracking();

    private final List<MovingSlots> held;
    private final List<NativeBlock> blocks;
    private final long services;
    private final long lasting;
    private final LastingBackends present;

    private Tracking() {
        held = List.of();
        blocks = List.of();
        services = 0;
        lasting = 0;
        present = new LastingBackends(new int[0], new boolean[0]);
    }

    /**
     * @param slots of each of the {@link Parts} of services, null where it asks for nothing
     * @param numbers the lasting number of each backend, by its number in the generation
     * @param serves whether each of them goes on with its flows
     */
    Tracking(final MovingSlots[] slots, final int[] numbers, final boolean[] serves) {
        held = Arrays.stream(slots)
                .filter(Objects::nonNull)
                .map(MovingSlots::hold)
                .toList();
        blocks = List.of(
                new NativeBlock((long) Long.BYTES * slots.length),
                new NativeBlock((long) Integer.BYTES * numbers.length));
        services = blocks.get(0).address();
        lasting = blocks.get(1).address();
        present = new LastingBackends(numbers, serves);
        for (int i = 0; i < slots.length; i++) {
            Mem.i64(services + (long) Long.BYTES * i, slots[i] == null ? NOTHING : slots[i].address());
        }
        for (int backend = 0; backend < numbers.length; backend++) {
            Mem.i32(lasting + (long) Integer.BYTES * backend, numbers[backend]);
        }
    }

    /** Whether any service asks for anything; if not, the rest must not be asked for. */
    public boolean isActive() {
        return !held.isEmpty();
    }

    /** Hot path. What a service asks for of one of the {@link Parts} of its clients, or {@link #NOTHING}. */
    public long of(final int part) {
        return Mem.i64(services + (long) Long.BYTES * part);
    }

    /** Hot path. What makes the hash of a flow the key of its record. */
    public static long key(final long service) {
        return MovingSlots.key(service);
    }

    /** Hot path. Whether a service asks for anything of flows of this protocol, by its number. */
    public static boolean isOf(final long service, final int protocol) {
        return MovingSlots.isOf(service, protocol);
    }

    /**
     * Hot path. What a slot asks for: {@link #STILL}, {@link #RECORDS_ONLY}, or the index in the service's list of the backend
     * that flows without a record go to unless they begin.
     *
     * @param service from {@link #of}
     * @param owner index of the slot's backend
     */
    public static int code(final long service, final int slot, final int owner) {
        return MovingSlots.code(service, slot, owner);
    }

    /** Hot path. The number in this generation of the backend with that lasting number, or {@link #GONE}. */
    public int present(final int lastingNumber) {
        return present.backend(lastingNumber);
    }

    /** Hot path. The lasting number of a backend. */
    public int lasting(final int backend) {
        return Mem.i32(lasting + (long) Integer.BYTES * backend);
    }

    /** No worker goes by it any more. */
    @Override
    public void close() {
        held.forEach(MovingSlots::release);
        blocks.forEach(NativeBlock::close);
        present.close();
    }
}
