package io.guideway.bench.lab.traffic;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is sent, and by which ports: {@code struct gwl_stream}. The flows and the ports outlive it. */
final class Stream implements AutoCloseable {
    /** Octets at the end of each frame by which the sink knows it: GWL_TRAILER. */
    static final int TRAILER = 18;

    private static final int FLOWS = 0;
    private static final int PATTERN = 8;
    private static final int POOL = 16;
    private static final int FLOW_COUNT = 24;
    private static final int PATTERN_LENGTH = 28;
    private static final int IPV6 = 32;
    private static final int TX_PORT = 36;
    private static final int RX_PORT = 38;
    private static final int BURST = 40;
    private static final int SIGNATURE = 42;
    private static final int SHAPES = 48;
    private static final int SHAPE_SIZE = 72;
    private static final int SHAPE_LENGTH = 64;
    private static final int SHAPE_SUM = 68;
    private static final int MOST_SHAPES = 8;
    private static final int SIZE = SHAPES + MOST_SHAPES * SHAPE_SIZE;

    /** Cycles of a mix before the order repeats; a prime, so that flows meet all sizes. */
    private static final int MIX_CYCLES = 101;

    private static final int POOL_NAME = 32;

    private final NativeBlock stream = new NativeBlock(SIZE);
    private final NativeBlock pattern;
    private final NativeBlock pool = new NativeBlock(POOL_NAME);

    /**
     * Frames of one size to one target.
     *
     * @param links ports and their pool
     * @param burst most frames handed over at once
     */
    Stream(final Flows flows, final Target target, final FrameSize size, final TrafficLinks links, final int burst) {
        final List<Integer> lengths = size.mix().stream().distinct().toList();
        final List<Integer> steps = steps(size.mix());
        final long at = stream.address();
        pattern = new NativeBlock(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            Mem.u8(pattern.address() + i, lengths.indexOf(steps.get(i)));
        }
        Mem.put(pool.address(), links.pool().getBytes(StandardCharsets.US_ASCII));
        Mem.i64(at + FLOWS, flows.address());
        Mem.i64(at + PATTERN, pattern.address());
        Mem.i64(at + POOL, pool.address());
        Mem.i32(at + FLOW_COUNT, flows.count());
        Mem.i32(at + PATTERN_LENGTH, steps.size());
        Mem.i32(at + IPV6, target.ipv6() ? 1 : 0);
        Mem.u16(at + TX_PORT, links.txPort());
        Mem.u16(at + RX_PORT, links.rxPort());
        Mem.u16(at + BURST, burst);
        for (int i = 0; i < lengths.size(); i++) {
            put(Shape.of(target, lengths.get(i)), at + SHAPES + (long) SHAPE_SIZE * i);
        }
    }

    /** A mix in an order that is mixed too, the same in every run. */
    private static List<Integer> steps(final List<Integer> mix) {
        if (mix.size() == 1) {
            return mix;
        }
        final List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < MIX_CYCLES; i++) {
            steps.addAll(mix);
        }
        Collections.shuffle(steps, new Random(0));
        return steps;
    }

    private static void put(final Shape shape, final long at) {
        Mem.put(at, shape.headers());
        Mem.i32(at + SHAPE_LENGTH, shape.length());
        Mem.i32(at + SHAPE_SUM, shape.sum());
    }

    /** From now on frames carry this signature, 16 bits. */
    void sign(final int signature) {
        Mem.u16(stream.address() + SIGNATURE, signature);
    }

    long address() {
        return stream.address();
    }

    @Override
    public void close() {
        stream.close();
        pattern.close();
        pool.close();
    }
}
