package io.guideway.bench.lab.traffic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.ring.Mem;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowsTest {
    private static final int COUNT = 20_000;
    private static final int SIZE = 24;
    private static final int KEY = 18;

    private static byte[] octets(final boolean ipv6, final long seed) {
        try (Flows flows = new Flows(COUNT, ipv6, seed)) {
            return Mem.get(flows.address(), COUNT * SIZE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyFlowIsAnotherAndWithinTheNetworksForBenchmarks(final boolean ipv6) {
        final byte[] octets = octets(ipv6, 1);
        final Set<ByteBuffer> seen = new HashSet<>();
        final Set<Integer> ports = new HashSet<>();
        for (int at = 0; at < octets.length; at += SIZE) {
            final ByteBuffer flow = ByteBuffer.wrap(octets, at, KEY).slice();
            assertTrue(seen.add(flow), () -> "twice: " + flow);
            if (ipv6) {
                assertEquals(0x2001_0002_0000_0001L, flow.getLong(0));
            } else {
                assertEquals(0xC613, flow.getShort(0) & 0xFFFF);
            }
            final int port = flow.getShort(16) & 0xFFFF;
            assertTrue(port >= 1024, () -> "port " + port);
            ports.add(port);
        }
        assertTrue(ports.size() > COUNT / 2, () -> "only %d ports".formatted(ports.size()));
    }

    @Test
    void theSameSeedDrawsTheSameFlowsAndAnotherOthers() {
        assertArrayEquals(octets(false, 7), octets(false, 7));
        assertFalse(Arrays.equals(octets(false, 7), octets(false, 8)));
    }
}
