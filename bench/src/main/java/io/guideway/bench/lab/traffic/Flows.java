package io.guideway.bench.lab.traffic;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Source addresses and ports, a pair for each flow, drawn at random and each pair once (RFC 4814, sections 3 and 4):
 * {@code struct gwl_flow}. Addresses are from the networks kept for benchmarks: the upper half of 198.18.0.0/15 (RFC 2544,
 * appendix C), 2001:2:0:1::/64 (RFC 5180, section 8). The same seed draws the same flows.
 */
final class Flows implements AutoCloseable {
    private static final int SIZE = 24;
    private static final int PORT = 16;
    private static final int NETWORK4 = 0xC613_0000;
    private static final long NETWORK6 = 0x2001_0002_0000_0001L;
    private static final int HOSTS4 = 1 << 16;

    /** Ports that clients use, the well-known ones aside (RFC 4814, section 4.4). */
    private static final int FIRST_PORT = 1024;

    private static final int PORTS = 1 << 16;

    private final NativeBlock flows;
    private final int count;

    Flows(final int count, final boolean ipv6, final long seed) {
        this.count = count;
        flows = new NativeBlock((long) SIZE * count);
        final RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        final Set<Long> drawn = HashSet.newHashSet(count);
        for (int i = 0; i < count; i++) {
            final long at = flows.address() + (long) SIZE * i;
            final long host = host(random, drawn, ipv6);
            if (ipv6) {
                Mem.i64be(at, NETWORK6);
                Mem.i64be(at + Long.BYTES, host);
            } else {
                Mem.i32be(at, NETWORK4 | (int) (host >>> Short.SIZE));
            }
            Mem.u16be(at + PORT, ipv6 ? random.nextInt(FIRST_PORT, PORTS) : (int) host & 0xFFFF);
        }
    }

    /** IPv4: host and port in one number, never the same twice; IPv6: an interface identifier, likewise. */
    private static long host(final RandomGenerator random, final Set<Long> drawn, final boolean ipv6) {
        long host;
        do {
            host = ipv6
                    ? random.nextLong()
                    : (long) random.nextInt(HOSTS4) << Short.SIZE | random.nextInt(FIRST_PORT, PORTS);
        } while (!drawn.add(host));
        return host;
    }

    long address() {
        return flows.address();
    }

    int count() {
        return count;
    }

    @Override
    public void close() {
        flows.close();
    }
}
