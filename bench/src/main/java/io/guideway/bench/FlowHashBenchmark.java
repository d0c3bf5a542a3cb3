package io.guideway.bench;

import io.guideway.flow.FlowHash;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The flow hash over a column of five-tuples, beside the candidates that were not chosen. Nanoseconds a packet. */
@State(Scope.Thread)
@OperationsPerInvocation(GuidewayBenchmark.BURST)
public class FlowHashBenchmark extends GuidewayBenchmark {
    private final Random random = new Random(SEED);
    private final FlowHash sipHash13 = new FlowHash(random.nextLong(), random.nextLong());
    private final SipHash24 sipHash24 = new SipHash24(random.nextLong(), random.nextLong());
    private final Xxh3 xxh3 = new Xxh3(randomOctets(192));

    @Benchmark
    public long[] sipHash13Ipv4(final Ipv4Column column) {
        for (int i = 0; i < BURST; i++) {
            column.hash[i] = sipHash13.ipv4FiveTuple(column.l3[i], column.l4[i], column.protocol[i]);
        }
        return column.hash;
    }

    @Benchmark
    public long[] sipHash13Ipv6(final Ipv6Column column) {
        for (int i = 0; i < BURST; i++) {
            column.hash[i] = sipHash13.ipv6FiveTuple(column.l3[i], column.l4[i], column.protocol[i]);
        }
        return column.hash;
    }

    @Benchmark
    public long[] sipHash24Ipv4(final Ipv4Column column) {
        for (int i = 0; i < BURST; i++) {
            column.hash[i] = sipHash24.ipv4FiveTuple(column.l3[i], column.l4[i], column.protocol[i]);
        }
        return column.hash;
    }

    @Benchmark
    public long[] sipHash24Ipv6(final Ipv6Column column) {
        for (int i = 0; i < BURST; i++) {
            column.hash[i] = sipHash24.ipv6FiveTuple(column.l3[i], column.l4[i], column.protocol[i]);
        }
        return column.hash;
    }

    @Benchmark
    public long[] xxh3Ipv4(final Ipv4Column column) {
        for (int i = 0; i < BURST; i++) {
            column.hash[i] = xxh3.ipv4FiveTuple(column.l3[i], column.l4[i], column.protocol[i]);
        }
        return column.hash;
    }

    @Benchmark
    public long[] xxh3Ipv6(final Ipv6Column column) {
        for (int i = 0; i < BURST; i++) {
            column.hash[i] = xxh3.ipv6FiveTuple(column.l3[i], column.l4[i], column.protocol[i]);
        }
        return column.hash;
    }

    private byte[] randomOctets(final int length) {
        final byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
