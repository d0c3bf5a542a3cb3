package io.guideway.bench.lab.traffic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as the generator writes them, beside the same built octet by octet. */
class StreamTest {
    private static final int UDP_CHECKSUM4 = 14 + 20 + 6;

    @ParameterizedTest
    @ValueSource(strings = {"64", "65", "128", "1518"})
    void ipv4FramesAreWholeAndUdpHasNoChecksum(final String size) {
        try (Streams streams = new Streams(size, false)) {
            for (int place = 0; place < 3 * Streams.FLOWS; place += 7) {
                final byte[] frame = streams.frame(place, 42);
                final ByteBuffer octets = ByteBuffer.wrap(frame);
                final byte[] expected = expected(
                        frame,
                        IpAddress.ipv4(octets.getInt(26)),
                        IpAddress.parse("198.18.0.1"),
                        octets.getShort(34),
                        42);
                ByteBuffer.wrap(expected).putShort(UDP_CHECKSUM4, (short) 0);
                assertArrayEquals(expected, frame, "place " + place);
                assertEquals(Integer.parseInt(size) - 4, frame.length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"84", "128", "1518"})
    void ipv6FramesAreWholeAndUdpHasItsChecksum(final String size) {
        try (Streams streams = new Streams(size, true)) {
            for (int place = 0; place < 3 * Streams.FLOWS; place += 7) {
                final byte[] frame = streams.frame(place, 42);
                final ByteBuffer octets = ByteBuffer.wrap(frame);
                final IpAddress from = new IpAddress(octets.getLong(22), octets.getLong(30));
                assertArrayEquals(withData(frame, from), frame, "place " + place);
            }
        }
    }

    /** All of an IPv6 frame from its addresses, its port and its data. */
    private static byte[] withData(final byte[] frame, final IpAddress from) {
        final byte[] udp = Arrays.copyOfRange(frame, 54, frame.length);
        final int sent = ByteBuffer.wrap(udp).getShort(6);
        ByteBuffer.wrap(udp).putShort(6, (short) 0);
        final byte[] built = FrameBuilder.packet(from, IpAddress.parse("2001:2::1"))
                .macs(Streams.OWN, Streams.STATION)
                .payload(17, udp)
                .frame();
        ByteBuffer.wrap(built).putShort(60, (short) udpChecksum(built));
        assertEquals(ByteBuffer.wrap(built).getShort(60), (short) sent);
        return built;
    }

    /** RFC 8200, section 8.1, the slow way: over addresses, length, protocol and segment, whose checksum is zero. */
    private static int udpChecksum(final byte[] frame) {
        final ByteBuffer octets = ByteBuffer.wrap(frame);
        long sum = frame.length - 54 + 17;
        for (int at = 22; at + 1 < frame.length; at += 2) {
            sum += octets.getShort(at) & 0xFFFF;
        }
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        final int checksum = (int) ~sum & 0xFFFF;
        return checksum == 0 ? 0xFFFF : checksum;
    }

    private static byte[] expected(
            final byte[] frame, final IpAddress from, final IpAddress to, final short port, final long cycles) {
        final int payload = frame.length - 14 - 20 - 8;
        final byte[] expected = FrameBuilder.packet(from, to)
                .macs(Streams.OWN, Streams.STATION)
                .udp(port & 0xFFFF, 443, payload)
                .frame();
        final int data = frame.length - payload;
        System.arraycopy(frame, data, expected, data, payload);
        ByteBuffer.wrap(expected)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(expected.length - Stream.TRAILER, (short) Streams.SIGNATURE)
                .putLong(expected.length - 8, cycles);
        return expected;
    }

    @Test
    void flowsTakeTurnsAndTheTrailerSaysWhoseItIs() {
        try (Streams streams = new Streams("64", false)) {
            final long place = 5L * Streams.FLOWS + 17;
            final byte[] frame = streams.frame(place, 1);
            final ByteBuffer trailer =
                    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).position(frame.length - Stream.TRAILER);
            assertEquals((short) Streams.SIGNATURE, trailer.getShort());
            assertEquals(17, trailer.getInt());
            assertEquals(5, trailer.getInt());
        }
    }

    @Test
    void aMixHasItsSizesInTheirProportion() {
        try (Streams streams = new Streams("imix", false)) {
            final Map<Integer, Integer> lengths = new HashMap<>();
            for (int place = 0; place < 12 * 101; place++) {
                lengths.merge(streams.frame(place, 0).length + 4, 1, Integer::sum);
            }
            assertEquals(Map.of(64, 7 * 101, 570, 4 * 101, 1518, 101), lengths);
        }
    }
}
