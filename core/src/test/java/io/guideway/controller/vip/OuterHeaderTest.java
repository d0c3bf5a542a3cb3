package io.guideway.controller.vip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OuterHeaderTest {
    /** DSCP 46 with ECN 1, from 10.0.0.2 port 61000 to 203.0.113.10, DF as given. */
    private static final String IPV4 = "45b9001c0001%s0040110000 0a000002 cb00710a ee48003500080000";

    private static final String IPV6 =
            "6b900000 00081140 fd000000000000000000000000000002 20010db8000000000000000000000053 ee48003500080000";

    @ParameterizedTest
    @CsvSource({
        "4-df, 10.0.0.2, 10.0.1.1, 45b9 0030 0000 4000 4004 0000 0a000002 0a000101",
        "4, 10.0.0.2, 10.0.1.1, 45b9 0030 0000 0000 4004 0000 0a000002 0a000101",
        "6, 10.0.0.2, 10.0.1.1, 45b9 0044 0000 4000 4029 0000 0a000002 0a000101",
        "4, fd00::2, fd01::1, 6b900001 001c0440 fd000000000000000000000000000002 fd010000000000000000000000000001",
        "6, fd00::2, fd01::1, 6b900001 00302940 fd000000000000000000000000000002 fd010000000000000000000000000001",
    })
    void itIsAsTheForwarderWritesIt(final String inner, final String from, final String to, final String header) {
        final byte[] packet = packet(inner);
        final byte[] outer = new byte[200];
        final int length = OuterHeader.write(packet, packet.length, tunnel(from, to, Mode.IPIP, Outer.DEFAULT), outer);
        final byte[] expected = octets(header);
        assertEquals(expected.length + packet.length, length);
        assertArrayEquals(expected, Arrays.copyOf(outer, expected.length));
        assertArrayEquals(packet, Arrays.copyOfRange(outer, expected.length, length));
    }

    /** The source port is a dynamic one made of the run's own, 61000. */
    @ParameterizedTest
    @CsvSource({
        "GRE, 1, false, 4, 10.0.0.2, 10.0.1.1, 45b9 0034 0000 0000 402f 0000 0a000002 0a000101 00000800",
        "GRE, 1, false, 6, fd00::2, fd01::1,"
                + " 6b900001 00342f40 fd000000000000000000000000000002 fd010000000000000000000000000001 000086dd",
        "GUE, 1, false, 4, 10.0.0.2, 10.0.1.1, 45b9 0038 0000 0000 4011 0000 0a000002 0a000101 ee4817c000240000",
        "GUE, 0, false, 6, 10.0.0.2, 10.0.1.1, 45b9 0050 0000 4000 4011 0000 0a000002 0a000101 ee4817c0003c0000 00290000",
        "GUE, 1, true, 4, 10.0.0.2, 10.0.1.1, 45b9 0038 0000 0000 4011 0000 0a000002 0a000101 ee4817c000242a20",
    })
    void withWhatTheModePutsBetweenThePackets(
            final Mode mode,
            final int variant,
            final boolean checksum,
            final String inner,
            final String from,
            final String to,
            final String header) {
        final Outer.Gue gue = new Outer.Gue(6080, variant, checksum);
        final Outer choice = new Outer(64, Outer.DontFragment.COPY, Outer.COPIED, Outer.Ecn.NORMAL, false, gue);
        final byte[] packet = packet(inner);
        final byte[] outer = new byte[200];
        final int length = OuterHeader.write(packet, packet.length, tunnel(from, to, mode, choice), outer);
        assertEquals(
                header.replace(" ", "") + HexFormat.of().formatHex(packet),
                HexFormat.of().formatHex(outer, 0, length));
    }

    private static Hop.Tunnel tunnel(final String from, final String to, final Mode mode, final Outer choice) {
        return new Hop.Tunnel(IpAddress.parse(from), IpAddress.parse(to), InetAddress.ofLiteral(to), mode, choice);
    }

    private static byte[] packet(final String inner) {
        return octets(
                switch (inner) {
                    case "4-df" -> IPV4.formatted("40");
                    case "4" -> IPV4.formatted("00");
                    default -> IPV6;
                });
    }

    private static byte[] octets(final String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
    }
}
