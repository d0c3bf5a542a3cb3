package io.guideway.service;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.Arrays;

/**
 * Which backend of a generation a lasting number means: four octets a number, off-heap, made once and never changed. Any thread
 * may ask until it is closed.
 */
public final class LastingBackends implements AutoCloseable {
    /** Instead of a backend: it is not in the generation, or serves no more. */
    public static final int NONE = -1;

    private final NativeBlock block;
    private final long first;
    private final int end;

    /**
     * @param numbers lasting number by backend, as {@link LastingNumbers#number} gives them for the generation's services
     * @param serves whether each of these backends goes on with its flows
     */
    public LastingBackends(final int[] numbers, final boolean[] serves) {
        end = Arrays.stream(numbers).max().orElse(-1) + 1;
        block = new NativeBlock((long) Integer.BYTES * end);
        first = block.address();
        for (int number = 0; number < end; number++) {
            Mem.i32(at(number), NONE);
        }
        for (int backend = 0; backend < numbers.length; backend++) {
            if (serves[backend]) {
                Mem.i32(at(numbers[backend]), backend);
            }
        }
    }

    /**
     * Hot path. Index of a backend among all of the generation, as {@link BackendNumbers} has them, or {@link #NONE}.
     *
     * @param number lasting number, at least 0
     */
    public int backend(final int number) {
        return number < end ? Mem.i32(at(number)) : NONE;
    }

    private long at(final int number) {
        return first + (long) Integer.BYTES * number;
    }

    @Override
    public void close() {
        block.close();
    }
}
