package io.guideway.forwarder;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One frame out of a capture: a pcap file (draft-ietf-opsawg-pcap) or a pcapng file (draft-ietf-opsawg-pcapng: enhanced and simple
 * packet blocks). What was captured of it in part stays so.
 */
public final class CapturedFrame {
    private static final int PCAPNG = 0x0A0D0D0A;
    private static final int PCAPNG_BYTE_ORDER = 0x1A2B3C4D;
    private static final int PCAP = 0xA1B2C3D4;
    private static final int PCAP_NANOSECONDS = 0xA1B23C4D;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    /** Octets before the frame in an enhanced packet block's body: interface, time 8, captured length, original length. */
    private static final int ENHANCED_HEADER = 20;

    private static final int CAPTURED_LENGTH = 12;
    private static final int SIMPLE_HEADER = 4;

    /** Octets around a block's body: type, length, and length again. */
    private static final int AROUND_BLOCK = 12;

    private static final int RECORD_LENGTH = 8;
    private static final int LONGEST_BLOCK = 1 << 24;

    private final Path file;
    private final DataInputStream in;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private CapturedFrame(final Path file, final DataInputStream in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Reads a frame.
     *
     * @param index of it, from 0
     * @throws IOException if the file is no capture of Ethernet frames, is damaged, or has not so many frames
     */
    public static byte[] read(final Path file, final int index) throws IOException {
        CaptureHeader.check(file);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return new CapturedFrame(file, in).frame(index);
        } catch (final EOFException end) {
            throw new IOException("%s has no frame %d, or ends within it; they count from 0".formatted(file, index));
        }
    }

    private byte[] frame(final int index) throws IOException {
        in.mark(CaptureHeader.PCAP_HEADER);
        final int magic = in.readInt();
        in.reset();
        return magic == PCAPNG ? frameOfBlocks(index) : frameOfRecords(index);
    }

    private byte[] frameOfRecords(final int index) throws IOException {
        final ByteBuffer header = octets(CaptureHeader.PCAP_HEADER).order(ByteOrder.BIG_ENDIAN);
        final boolean isBig = header.getInt(0) == PCAP || header.getInt(0) == PCAP_NANOSECONDS;
        order = isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; ; i++) {
            final int length = octets(CaptureHeader.PCAP_RECORD).getInt(RECORD_LENGTH);
            final ByteBuffer frame = octets(length);
            if (i == index) {
                return frame.array();
            }
        }
    }

    private byte[] frameOfBlocks(final int index) throws IOException {
        int left = index;
        while (true) {
            final ByteBuffer head = octets(2 * Integer.BYTES);
            if (head.getInt(0) == PCAPNG) {
                final int mark =
                        octets(Integer.BYTES).order(ByteOrder.BIG_ENDIAN).getInt(0);
                order = mark == PCAPNG_BYTE_ORDER ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
                octets(head.order(order).getInt(Integer.BYTES) - AROUND_BLOCK);
                continue;
            }
            final int type = head.getInt(0);
            final ByteBuffer body = octets(head.getInt(Integer.BYTES) - AROUND_BLOCK);
            octets(Integer.BYTES);
            if ((type == ENHANCED_PACKET || type == SIMPLE_PACKET) && left-- == 0) {
                return type == ENHANCED_PACKET
                        ? part(body, ENHANCED_HEADER, body.getInt(CAPTURED_LENGTH))
                        : part(body, SIMPLE_HEADER, Math.min(body.getInt(0), body.limit() - SIMPLE_HEADER));
            }
        }
    }

    private byte[] part(final ByteBuffer body, final int from, final int length) throws IOException {
        if (length < 0 || length > body.limit() - from) {
            throw damaged();
        }
        final byte[] part = new byte[length];
        body.get(from, part);
        return part;
    }

    private ByteBuffer octets(final int count) throws IOException {
        if (count < 0 || count > LONGEST_BLOCK) {
            throw damaged();
        }
        final byte[] octets = new byte[count];
        in.readFully(octets);
        return ByteBuffer.wrap(octets).order(order);
    }

    private IOException damaged() {
        return new IOException("%s is damaged: a length in it cannot be; capture it again".formatted(file));
    }
}
