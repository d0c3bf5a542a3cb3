package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A receiver of fragments, from RFC 791, section 3.2, and RFC 8200, section 4.5: on plain arrays, one octet at a time. */
final class SlowFragments {
    private static final int LARGEST = 65535;

    private SlowFragments() {}

    /** Octets of the IP packet in a frame. */
    static int length(final byte[] frame, final int link) {
        return isIpv4(frame, link) ? u16(frame, link + 2) : 40 + u16(frame, link + 4);
    }

    /** The IP packet of a frame, but for what fragments cannot tell of the whole: IPv4 DF, identification, checksum. */
    static byte[] unmarked(final byte[] frame, final int link) {
        final byte[] packet = Arrays.copyOfRange(frame, link, link + length(frame, link));
        if (isIpv4(frame, link)) {
            ByteBuffer.wrap(packet).putInt(4, 0).putShort(10, (short) 0);
        }
        return packet;
    }

    /** Puts a packet together; the order of its fragments means nothing. The same marks are cleared. */
    static byte[] join(final List<byte[]> fragments, final int link) {
        final byte[] payload = new byte[LARGEST];
        final boolean[] there = new boolean[LARGEST];
        int end = -1;
        int identification = -1;
        byte[] header = {};
        for (final byte[] frame : fragments) {
            final boolean ipv4 = isIpv4(frame, link);
            final int headerLength = ipv4 ? (frame[link] & 15) * 4 : 48;
            final int word = u16(frame, ipv4 ? link + 6 : link + 42);
            final int offset = ipv4 ? (word & 0x1FFF) * 8 : word & 0xFFF8;
            final boolean isMore = (word & (ipv4 ? 0x2000 : 1)) != 0;
            final int size = length(frame, link) - headerLength;
            final int id = ipv4 ? u16(frame, link + 4) : ByteBuffer.wrap(frame).getInt(link + 44);
            assertTrue(identification == -1 || identification == id, "one identification");
            identification = id;
            assertTrue(!isMore || size % 8 == 0, "whole units");
            if (ipv4) {
                assertEquals(0, word & 0x4000, "DF");
                assertEquals(0xFFFF, sum(Arrays.copyOfRange(frame, link, link + headerLength)));
            }
            for (int i = 0; i < size; i++) {
                assertTrue(!there[offset + i], "no overlap");
                there[offset + i] = true;
                payload[offset + i] = frame[link + headerLength + i];
            }
            if (!isMore) {
                end = offset + size;
            }
            if (offset == 0) {
                header = Arrays.copyOfRange(frame, link, link + headerLength);
            }
        }
        for (int i = 0; i < end; i++) {
            assertTrue(there[i], "no gap");
        }
        return whole(header, Arrays.copyOf(payload, end));
    }

    private static byte[] whole(final byte[] header, final byte[] payload) {
        if (header[0] >> 4 == 4) {
            final ByteBuffer packet = ByteBuffer.allocate(header.length + payload.length)
                    .put(header)
                    .put(payload);
            return packet.putShort(2, (short) packet.capacity())
                    .putInt(4, 0)
                    .putShort(10, (short) 0)
                    .array();
        }
        assertEquals(44, header[6]);
        return ByteBuffer.allocate(40 + payload.length)
                .put(header, 0, 40)
                .put(payload)
                .putShort(4, (short) payload.length)
                .put(6, header[40])
                .array();
    }

    /** Ones' complement sum of 16-bit words (RFC 1071). */
    static int sum(final byte[] octets) {
        int sum = 0;
        for (int i = 0; i < octets.length; i += 2) {
            sum += u16(octets, i);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }

    private static boolean isIpv4(final byte[] frame, final int link) {
        return frame[link] >> 4 == 4;
    }

    private static int u16(final byte[] octets, final int at) {
        return (octets[at] & 0xFF) << 8 | octets[at + 1] & 0xFF;
    }
}
