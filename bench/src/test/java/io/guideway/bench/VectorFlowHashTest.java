package io.guideway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.flow.FlowHash;
import io.guideway.ring.Mem;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The experiment computes what the packet path computes; else its time would say nothing. */
class VectorFlowHashTest {
    private static final long K0 = 0x0706050403020100L;
    private static final long K1 = 0x0f0e0d0c0b0a0908L;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32})
    void everyPacketGetsTheHashThatThePacketPathGives(final int count) {
        final Ipv4Column column = new Ipv4Column();
        try {
            final FlowHash expected = new FlowHash(K0, K1);
            final VectorFlowHash vector = new VectorFlowHash(K0, K1, GuidewayBenchmark.BURST);
            final Random random = new Random(count);
            for (int round = 0; round < 100; round++) {
                for (int i = 0; i < count; i++) {
                    Mem.i64(column.l3[i] + 12, random.nextLong());
                    Mem.i32be(column.l4[i], random.nextInt());
                    column.protocol[i] = random.nextInt(256);
                }
                vector.ipv4FiveTuple(column.l3, column.l4, column.protocol, column.hash, count);
                for (int i = 0; i < count; i++) {
                    assertEquals(
                            expected.ipv4FiveTuple(column.l3[i], column.l4[i], column.protocol[i]), column.hash[i]);
                }
            }
        } finally {
            column.close();
        }
    }
}
