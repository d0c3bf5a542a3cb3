package io.guideway.forward;

import io.guideway.bench.GuidewayBenchmark;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Endpoint;
import io.guideway.service.Ports;
import io.guideway.service.Service;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** {@link PipelineBenchmark} for services that take more than one port or address: what finding them costs beside exact ones. */
@State(Scope.Thread)
@OperationsPerInvocation(GuidewayBenchmark.BURST)
public class WideServicesBenchmark extends GuidewayBenchmark {
    private static final int FLOWS = 1000;
    private static final int PORTS = 100;

    @Param({"L2DSR_IPV4", "L2DSR_IPV6"})
    Traffic traffic;

    @Param({"1", "1000", "10000"})
    int services;

    @Param
    Breadth breadth;

    private PacketLoop loop;

    /** What each service takes. */
    public enum Breadth {
        /** One address and one port. */
        EXACT,
        /** One address and a hundred ports. */
        PORTS,
        /** Two addresses and one port. */
        ADDRESSES
    }

    @Setup
    public void setUp() {
        final List<Service> exact = traffic.services(services);
        loop = new PacketLoop(
                exact.stream().map(one -> one.with(widened(one.endpoint()))).toList(), FLOWS);
    }

    private Endpoint widened(final Endpoint exact) {
        final Ports ports = exact.ports();
        return switch (breadth) {
            case EXACT -> exact;
            case PORTS ->
                new Endpoint(exact.vip(), exact.protocol(), new Ports(ports.first(), ports.first() + PORTS - 1));
            case ADDRESSES -> new Endpoint(twoAddresses(exact.vip().address()), exact.protocol(), ports);
        };
    }

    /** Distinct for distinct addresses. */
    private static Prefix twoAddresses(final IpAddress address) {
        final int host = (int) address.low() & 0xFFFF;
        return new Prefix(new IpAddress(address.high(), address.low() + host), address.width() - 1);
    }

    @Benchmark
    public int pipeline() {
        return loop.turn();
    }

    @TearDown
    public void close() {
        loop.close();
    }
}
