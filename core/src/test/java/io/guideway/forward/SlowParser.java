package io.guideway.forward;

import io.guideway.packet.Verdict;
import java.util.Set;

/**
 * A second parser, for comparison: written from the RFCs on plain arrays, one rule after the other, and slow. It looks at
 * one frame once; what it found out stands in its fields where the verdict is {@link Verdict#FORWARDED}.
 */
final class SlowParser {
    private static final Set<Integer> EXTENSIONS = Set.of(0, 43, 44, 51, 60, 135);

    private final byte[] frame;
    private final int readable;
    private int at;
    private int end;

    /** Octets before the IP header. */
    int linkLength;

    /** Octets of the IP packet. */
    int networkLength;

    /** Octets before the transport header. */
    int transport;

    int protocol;

    /** Destination port; 0 where the protocol has none. */
    int port;

    boolean ipv6;
    boolean fragment;

    /**
     * @param frame all segments in a row
     * @param readable octets of the first segment
     */
    SlowParser(final byte[] frame, final int readable) {
        this.frame = frame;
        this.readable = readable;
    }

    Verdict verdict(final long station) {
        if (readable < 14) {
            return Verdict.RUNT_FRAME;
        }
        final boolean group = (frame[0] & 1) == 1;
        if (group) {
            return u16(12) == 0x0806 ? Verdict.ARP : Verdict.MULTICAST_MAC;
        }
        if (station != Worker.Inlet.ANY_STATION && station != ((long) u16(0) << 32 | u32(2))) {
            return Verdict.OTHER_MAC;
        }
        at = 12;
        for (int tags = 0; tags < 2 && (u16(at) == 0x8100 || u16(at) == 0x88A8); tags++) {
            at += 4;
            if (readable < at + 2) {
                return Verdict.RUNT_FRAME;
            }
        }
        final int type = u16(at);
        at += 2;
        linkLength = at;
        return switch (type) {
            case 0x0800 -> ipv4();
            case 0x86DD -> ipv6();
            case 0x0806 -> Verdict.ARP;
            default -> Verdict.NOT_IP;
        };
    }

    /** RFC 791, section 3.1. */
    private Verdict ipv4() {
        if (readable - at < 20) {
            return Verdict.IPV4_TRUNCATED;
        }
        final int words = u8(at) & 15;
        if (u8(at) / 16 != 4 || words < 5) {
            return Verdict.IPV4_HEADER;
        }
        if (readable - at < words * 4) {
            return Verdict.IPV4_TRUNCATED;
        }
        networkLength = u16(at + 2);
        if (networkLength < words * 4 || at + networkLength > frame.length) {
            return Verdict.IPV4_LENGTH;
        }
        long sum = 0;
        for (int i = 0; i < words * 4; i += 2) {
            sum += u16(at + i);
        }
        if (sum % 0xFFFF != 0) { // a header is not all zero, so its sum is 0xFFFF and never 0
            return Verdict.IPV4_CHECKSUM;
        }
        if (u8(at + 8) == 0) {
            return Verdict.TTL_ZERO;
        }
        protocol = u8(at + 9);
        final boolean moreFragments = (u8(at + 6) & 0x20) != 0;
        final int fragmentOffset = u16(at + 6) & 0x1FFF;
        fragment = moreFragments || fragmentOffset != 0;
        end = at + networkLength;
        transport = at + words * 4;
        return fragment ? Verdict.FORWARDED : transport();
    }

    /** RFC 8200, sections 3 and 4. */
    private Verdict ipv6() {
        if (readable - at < 40) {
            return Verdict.IPV6_TRUNCATED;
        }
        if (u8(at) / 16 != 6) {
            return Verdict.IPV6_HEADER;
        }
        networkLength = 40 + u16(at + 4);
        if (at + networkLength > frame.length) {
            return Verdict.IPV6_LENGTH;
        }
        if (u8(at + 7) == 0) {
            return Verdict.TTL_ZERO;
        }
        ipv6 = true;
        end = at + networkLength;
        protocol = u8(at + 6);
        transport = at + 40;
        for (int headers = 0; EXTENSIONS.contains(protocol); headers++) {
            final int left = Math.min(end, readable) - transport;
            if (headers == 8 || left < 8 || left < extensionLength()) {
                return Verdict.IPV6_EXTENSION;
            }
            final boolean partial = protocol == 44 && ((u16(transport + 2) >> 3) != 0 || (u8(transport + 3) & 1) != 0);
            final int length = extensionLength();
            protocol = u8(transport);
            transport += length;
            if (partial) {
                fragment = true;
                return Verdict.FORWARDED;
            }
        }
        return transport();
    }

    /** RFC 8200, sections 4.3 to 4.6, RFC 6275, section 6.1.1, and RFC 4302, section 2.2, which counts otherwise. */
    private int extensionLength() {
        return switch (protocol) {
            case 44 -> 8;
            case 51 -> 8 + 4 * u8(transport + 1);
            default -> 8 + 8 * u8(transport + 1);
        };
    }

    /** RFC 9293, section 3.1, and RFC 768. */
    private Verdict transport() {
        final int left = Math.min(end, readable) - transport;
        final int length = end - transport;
        if (protocol == 6) {
            if (left < 20) {
                return Verdict.TCP_TRUNCATED;
            }
            port = u16(transport + 2);
            final int offset = u8(transport + 12) / 16 * 4;
            return offset < 20 || offset > length ? Verdict.TCP_OFFSET : Verdict.FORWARDED;
        }
        if (protocol == 17) {
            if (left < 8) {
                return Verdict.UDP_TRUNCATED;
            }
            port = u16(transport + 2);
            final int udp = u16(transport + 4);
            return udp < 8 || udp > length ? Verdict.UDP_LENGTH : Verdict.FORWARDED;
        }
        if ((protocol == 33 || protocol == 132 || protocol == 136) && left >= 4) { // DCCP, SCTP, UDP-Lite
            port = u16(transport + 2);
        }
        return Verdict.FORWARDED;
    }

    private int u8(final int offset) {
        if (offset >= readable) {
            throw new IndexOutOfBoundsException("octet %d of %d readable ones".formatted(offset, readable));
        }
        return frame[offset] & 0xFF;
    }

    private int u16(final int offset) {
        return u8(offset) << 8 | u8(offset + 1);
    }

    private long u32(final int offset) {
        return (long) u16(offset) << 16 | u16(offset + 2);
    }
}
