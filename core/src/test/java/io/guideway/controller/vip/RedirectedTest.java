package io.guideway.controller.vip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import java.net.InetAddress;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packet of a check in mode l3dsr is the one to the backend itself, but for its DSCP, and for what the kernel fills in. */
class RedirectedTest {
    @ParameterizedTest
    @CsvSource({"10.0.0.2, 203.0.113.10, 10.0.1.1", "fd00::2, 2001:db8::10, fd01::1"})
    void itGoesToTheBackendWithTheMark(final String from, final String vip, final String backend) {
        assertRedirected(from, vip, backend, packet -> packet.tcp(61000, 80, 17));
        assertRedirected(from, vip, backend, packet -> packet.udp(61000, 53, 4));
        assertRedirected(from, vip, backend, packet -> packet.udp(61000, 53, new byte[3], false));
    }

    /** One of 65536 payloads makes UDP's sum 0, which is written as all ones. */
    @Test
    void noChecksumBecomesNone() {
        for (int payload = 0; payload < 0x10000; payload++) {
            final byte[] octets = {(byte) (payload >>> 8), (byte) payload};
            assertRedirected("10.0.0.2", "203.0.113.10", "10.0.1.1", packet -> packet.udp(61000, 53, octets, true));
        }
    }

    private static void assertRedirected(
            final String from,
            final String vip,
            final String backend,
            final Function<FrameBuilder, FrameBuilder> shape) {
        final byte[] packet =
                shape.apply(FrameBuilder.packet(from, vip)).trafficClass(0x02).ip();
        final byte[] expected = shape.apply(FrameBuilder.packet(from, backend))
                .trafficClass(7 << 2 | 0x02)
                .ip();
        Redirected.rewrite(
                packet,
                packet.length,
                new Hop.Redirection(IpAddress.parse(backend), InetAddress.ofLiteral(backend), 7));
        if (packet[0] >>> 4 == 4) {
            packet[Ipv4.CHECKSUM] = expected[Ipv4.CHECKSUM];
            packet[Ipv4.CHECKSUM + 1] = expected[Ipv4.CHECKSUM + 1];
        }
        assertArrayEquals(expected, packet);
    }
}
