package io.guideway.forwarder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first octets of a capture: a pcap file's header (draft-ietf-opsawg-pcap, section 4) or a pcapng file's first blocks
 * (draft-ietf-opsawg-pcapng, sections 4.1 and 4.2). DPDK's pcap device would take frames of any link for Ethernet.
 */
final class CaptureHeader {
    private static final int PCAP = 0xA1B2C3D4;
    private static final int PCAP_NANOSECONDS = 0xA1B23C4D;
    private static final int PCAPNG = 0x0A0D0D0A;
    private static final int PCAPNG_BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ETHERNET = 1;
    private static final int LONGEST = 4096;

    /** Octets of a pcap file's header. */
    static final int PCAP_HEADER = 24;

    /** Octets of a pcap packet record's header. */
    static final int PCAP_RECORD = 16;

    private static final int PCAP_LINK_TYPE = 20;

    private CaptureHeader() {}

    /** @throws IOException unless {@code file} is a capture of Ethernet frames */
    static void check(final Path file) throws IOException {
        final int linkType = linkType(file, head(file));
        if (linkType != ETHERNET) {
            throw new IOException("%s: link type %d is not Ethernet (1); capture on an Ethernet interface, not on 'any'"
                    .formatted(file, linkType));
        }
    }

    private static ByteBuffer head(final Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException("%s: no such file, or not readable; name a pcap or pcapng file".formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return ByteBuffer.wrap(in.readNBytes(LONGEST));
        }
    }

    private static int linkType(final Path file, final ByteBuffer head) throws IOException {
        if (head.limit() >= PCAP_HEADER) {
            for (final ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                final int magic = head.order(order).getInt(0);
                if (magic == PCAP || magic == PCAP_NANOSECONDS) {
                    return head.getInt(PCAP_LINK_TYPE) & 0xFFFF;
                }
                if (magic == PCAPNG && head.getInt(8) == PCAPNG_BYTE_ORDER) {
                    return pcapngLinkType(file, head);
                }
            }
        }
        throw new IOException(
                "%s: neither pcap nor pcapng; write the capture with tcpdump -w or dumpcap".formatted(file));
    }

    private static int pcapngLinkType(final Path file, final ByteBuffer head) throws IOException {
        final int interfaceBlock = head.getInt(4);
        if (interfaceBlock < 0
                || interfaceBlock > head.limit() - 10
                || head.getInt(interfaceBlock) != INTERFACE_DESCRIPTION) {
            throw new IOException("%s: no interface is described at the start; convert it with tcpdump -r FILE -w OUT"
                    .formatted(file));
        }
        return Short.toUnsignedInt(head.getShort(interfaceBlock + 8));
    }
}
