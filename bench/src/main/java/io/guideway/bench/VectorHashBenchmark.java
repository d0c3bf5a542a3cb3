package io.guideway.bench;

import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The flow hash by the Vector API, to compare with {@link FlowHashBenchmark#sipHash13Ipv4}. Nanoseconds a packet. */
@State(Scope.Thread)
@OperationsPerInvocation(GuidewayBenchmark.BURST)
@Fork(jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class VectorHashBenchmark extends GuidewayBenchmark {
    private final Random random = new Random(SEED);
    private final VectorFlowHash hash = new VectorFlowHash(random.nextLong(), random.nextLong(), BURST);

    @Benchmark
    public long[] sipHash13Ipv4(final Ipv4Column column) {
        hash.ipv4FiveTuple(column.l3, column.l4, column.protocol, column.hash, BURST);
        return column.hash;
    }
}
