package io.guideway.bench.flood;

import io.guideway.forwarder.FloodNode;
import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import java.nio.ByteBuffer;

/**
 * A short TCP frame over IPv4 for the node's service, whose source is put in for each packet. The header's checksum is right,
 * TCP's is not: a forwarder leaves that to the backend.
 */
final class Frame {
    private static final int CHECKSUM = Ethernet.HEADER + Ipv4.CHECKSUM;
    private static final int SOURCE = CHECKSUM + 2;
    private static final int SOURCE_PORT = Ethernet.HEADER + Ipv4.HEADER;
    private static final int HALF = 16;
    private static final int MASK = 0xFFFF;

    /** Fragment offset in units of 8 octets: behind the first 8. */
    private static final int SECOND_FRAGMENT = 1;

    private static final int MORE_FRAGMENTS = 0x2000;

    private final byte[] octets;
    private final ByteBuffer buffer;
    private final int sum;

    private Frame(final byte[] octets) {
        this.octets = octets;
        buffer = ByteBuffer.wrap(octets);
        buffer.putShort(CHECKSUM, (short) 0);
        int words = 0;
        for (int i = 0; i < Ipv4.HEADER; i += 2) {
            words += buffer.getShort(Ethernet.HEADER + i) & MASK;
        }
        sum = words;
    }

    /** The first packet of a connection. */
    static Frame syn() {
        return new Frame(empty().syn(0, FloodNode.PORT).frame());
    }

    /** A later one. */
    static Frame ack() {
        return new Frame(empty().tcp(0, FloodNode.PORT, 0).frame());
    }

    /** A fragment in the middle of a packet. */
    static Frame fragment() {
        return new Frame(empty().flags(MORE_FRAGMENTS | SECOND_FRAGMENT)
                .tcp(0, FloodNode.PORT, 4)
                .frame());
    }

    private static FrameBuilder empty() {
        return FrameBuilder.packet(IpAddress.ipv4(0), FloodNode.VIP);
    }

    /** The frame with that source; the same octets each time. */
    byte[] from(final int address, final int port) {
        int words = sum + (address >>> HALF) + (address & MASK);
        words = (words >>> HALF) + (words & MASK);
        words = (words >>> HALF) + (words & MASK);
        buffer.putShort(CHECKSUM, (short) ~words);
        buffer.putInt(SOURCE, address);
        buffer.putShort(SOURCE_PORT, (short) port);
        return octets;
    }
}
