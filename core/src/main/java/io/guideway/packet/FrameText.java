package io.guideway.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A frame in words, a layer at a time, for people who ask what a packet was. Believes nothing that it reads: whatever the octets
 * are, it says what they are as far as they go. Never on the packet path.
 */
public final class FrameText {
    private static final int MOST_LAYERS = 8;
    private static final int MOST_TAGS = 2;
    private static final int VLAN_MASK = 0xFFF;
    private static final int ARP_LENGTH = 28;
    private static final int ARP_SENDER = 14;
    private static final int ARP_TARGET = 24;
    private static final int OFFSET_MASK = 0x1FFF;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int IPV6_FRAGMENT = 44;
    private static final int GRE = 47;
    private static final int GRE_HEADER = 4;
    private static final int GUE_PORT = 6080;
    private static final int LEAST_PORTS = 4;
    private static final int TCP_FLAGS = 13;
    private static final String[] FLAGS = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};

    private final ByteBuffer frame;
    private final List<String> layers = new ArrayList<>();

    private FrameText(final byte[] octets) {
        frame = ByteBuffer.wrap(octets);
    }

    /** A line for each layer, the outermost first; at least one. */
    public static List<String> layers(final byte[] octets) {
        final FrameText text = new FrameText(octets);
        text.ethernet();
        return List.copyOf(text.layers);
    }

    /** All layers in one line. */
    public static String line(final byte[] octets) {
        return String.join(" | ", layers(octets));
    }

    private int left() {
        return frame.remaining();
    }

    private int u8(final int at) {
        return frame.get(frame.position() + at) & 0xFF;
    }

    private int u16(final int at) {
        return frame.getShort(frame.position() + at) & 0xFFFF;
    }

    private IpAddress ipv4(final int at) {
        return IpAddress.ipv4(frame.getInt(frame.position() + at));
    }

    private IpAddress ipv6(final int at) {
        return new IpAddress(frame.getLong(frame.position() + at), frame.getLong(frame.position() + at + Long.BYTES));
    }

    private String mac(final int at) {
        return MacAddress.text((long) u16(at) << 32 | (long) u16(at + 2) << 16 | u16(at + 4));
    }

    private void step(final int octets) {
        frame.position(frame.position() + octets);
    }

    private void add(final String format, final Object... values) {
        layers.add(String.format(Locale.ROOT, format, values));
    }

    /** Whether so much is there; if not, says where the packet ends. */
    private boolean has(final int octets, final String what) {
        if (left() < octets) {
            add("ends within %s: %d of %d octets", what, left(), octets);
        }
        return left() >= octets;
    }

    private void ethernet() {
        if (!has(Ethernet.HEADER, "the Ethernet header")) {
            return;
        }
        final StringBuilder line = new StringBuilder(mac(6)).append(" > ").append(mac(0));
        int type = u16(Ethernet.ADDRESSES);
        step(Ethernet.HEADER);
        for (int tags = 0; Ethernet.isTag(type) && tags < MOST_TAGS && left() >= Ethernet.TAG; tags++) {
            line.append(", VLAN ").append(u16(0) & VLAN_MASK);
            type = u16(2);
            step(Ethernet.TAG);
        }
        layers.add(line.toString());
        inside(type);
    }

    private void inside(final int type) {
        switch (type) {
            case Ethernet.TYPE_IPV4 -> ipv4();
            case Ethernet.TYPE_IPV6 -> ipv6();
            case Ethernet.TYPE_ARP -> arp();
            default -> add("type 0x%04x, %d octets", type, left());
        }
    }

    private void arp() {
        if (has(ARP_LENGTH, "ARP")) {
            add(
                    u16(6) == 1 ? "ARP who has %s, tell %s" : "ARP operation, target %s, from %s",
                    ipv4(ARP_TARGET),
                    ipv4(ARP_SENDER));
        }
    }

    private void ipv4() {
        if (!has(Ipv4.HEADER, "the IPv4 header")) {
            return;
        }
        final int flags = u16(Ipv4.FLAGS);
        final int offset = (flags & OFFSET_MASK) * 8;
        final boolean isFragment = offset > 0 || (flags & MORE_FRAGMENTS) != 0;
        add(
                "IPv4 %s > %s, TTL %d, %d octets%s%s",
                ipv4(Ipv4.SOURCE),
                ipv4(Ipv4.DESTINATION),
                u8(Ipv4.TTL),
                u16(Ipv4.TOTAL_LENGTH),
                (flags & Ipv4.DONT_FRAGMENT) != 0 ? ", don't fragment" : "",
                isFragment ? ", fragment at %d".formatted(offset) : "");
        final int protocol = u8(Ipv4.NEXT);
        final int header = (u8(0) & 0xF) * 4;
        if (u8(0) >>> 4 != 4 || header < Ipv4.HEADER) {
            add("version %d, header of %d octets", u8(0) >>> 4, header);
        } else if (has(header, "the IPv4 options")) {
            step(header);
            payload(protocol, offset > 0);
        }
    }

    private void ipv6() {
        if (!has(Ipv6.HEADER, "the IPv6 header")) {
            return;
        }
        add(
                "IPv6 %s > %s, hop limit %d, %d octets inside",
                ipv6(Ipv6.SOURCE), ipv6(Ipv6.DESTINATION), u8(Ipv6.HOP_LIMIT), u16(Ipv6.PAYLOAD_LENGTH));
        final int next = u8(Ipv6.NEXT);
        step(Ipv6.HEADER);
        payload(next, false);
    }

    private void payload(final int protocol, final boolean isLaterFragment) {
        if (layers.size() >= MOST_LAYERS) {
            return;
        }
        if (isLaterFragment) {
            add("protocol %d, %d octets of a datagram's middle or end", protocol, left());
            return;
        }
        switch (protocol) {
            case Transport.TCP -> tcp();
            case Transport.UDP -> udp();
            case Transport.ICMP -> icmp("ICMP", 8, 0);
            case Transport.ICMPV6 -> icmp("ICMPv6", 128, 129);
            case Ipv4.PROTOCOL -> ipv4();
            case Ipv6.PROTOCOL -> ipv6();
            case GRE -> gre();
            case IPV6_FRAGMENT -> ipv6Fragment();
            default -> add("protocol %d, %d octets", protocol, left());
        }
    }

    private void tcp() {
        if (left() < Transport.TCP_HEADER) {
            cutPorts("TCP");
            return;
        }
        final StringBuilder flags = new StringBuilder();
        for (int bit = 0; bit < FLAGS.length; bit++) {
            if ((u8(TCP_FLAGS) >>> bit & 1) != 0) {
                flags.append(flags.isEmpty() ? "" : " ").append(FLAGS[bit]);
            }
        }
        add("TCP %d > %d [%s]", u16(0), u16(2), flags);
    }

    private void cutPorts(final String name) {
        if (has(LEAST_PORTS, "the %s ports".formatted(name))) {
            add("%s %d > %d, the header is cut off", name, u16(0), u16(2));
        }
    }

    private void udp() {
        if (left() < Transport.UDP_HEADER) {
            cutPorts("UDP");
            return;
        }
        final int to = u16(2);
        add("UDP %d > %d, %d octets", u16(0), to, u16(4));
        step(Transport.UDP_HEADER);
        if (to == GUE_PORT && left() > 0) {
            gue();
        }
    }

    /** Variant 1 is the packet itself, told by its version; variant 0 has a header of its own (draft-ietf-intarea-gue). */
    private void gue() {
        final int first = u8(0) >>> 4;
        if (first == 4) {
            ipv4();
        } else if (first == 6) {
            ipv6();
        } else if (has(4, "the GUE header") && first < 4) {
            final int protocol = u8(1);
            final int length = 4 + (u8(0) & 0x1F) * 4;
            add("GUE variant 0");
            if (has(length, "the GUE options")) {
                step(length);
                payload(protocol, false);
            }
        }
    }

    private void gre() {
        if (has(GRE_HEADER, "the GRE header")) {
            final int type = u16(2);
            add("GRE");
            step(GRE_HEADER);
            inside(type);
        }
    }

    private void icmp(final String name, final int request, final int reply) {
        if (!has(4, "the %s header".formatted(name))) {
            return;
        }
        final int type = u8(0);
        final String known = type == request ? ", echo request" : type == reply ? ", echo reply" : "";
        add("%s type %d, code %d%s", name, type, u8(1), known);
    }

    private void ipv6Fragment() {
        if (has(8, "the fragment header")) {
            final int next = u8(0);
            final int offset = u16(2) & 0xFFF8;
            add("fragment at %d", offset);
            step(8);
            payload(next, offset > 0);
        }
    }
}
