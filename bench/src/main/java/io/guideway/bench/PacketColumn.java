package io.guideway.bench;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A burst of packets with random headers, each in a buffer of its own as mbufs have them, and the columns that a stage reads
 * and writes.
 */
@State(Scope.Thread)
public abstract class PacketColumn {
    private static final int BUFFER = 2176;
    /** 128 octets of headroom and an Ethernet header. */
    private static final int L3 = 128 + 14;

    /** Native address of each packet's IP header. */
    final long[] l3 = new long[GuidewayBenchmark.BURST];
    /** Native address of each packet's transport header. */
    final long[] l4 = new long[GuidewayBenchmark.BURST];

    final int[] protocol = new int[GuidewayBenchmark.BURST];
    final long[] hash = new long[GuidewayBenchmark.BURST];

    private final NativeBlock buffers = new NativeBlock((long) GuidewayBenchmark.BURST * BUFFER);

    PacketColumn(final int headerLength) {
        final Random random = new Random(GuidewayBenchmark.SEED);
        final byte[] headers = new byte[headerLength + 8];
        for (int i = 0; i < GuidewayBenchmark.BURST; i++) {
            l3[i] = buffers.address() + (long) i * BUFFER + L3;
            l4[i] = l3[i] + headerLength;
            protocol[i] = 6;
            random.nextBytes(headers);
            Mem.put(l3[i], headers);
        }
    }

    @TearDown
    public void close() {
        buffers.close();
    }
}
