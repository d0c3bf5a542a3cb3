package io.guideway.packet;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Classic pcap files (draft-ietf-opsawg-pcap): what tests write for a replay, and read of what it wrote. */
public final class PcapFile implements Closeable {
    private static final int MAGIC = 0xA1B2C3D4;
    private static final int HEADER = 24;
    private static final int RECORD = 16;
    private static final int ETHERNET = 1;

    private final OutputStream out;
    private int second;

    private PcapFile(final OutputStream out) {
        this.out = out;
    }

    /** An empty capture of Ethernet frames. */
    public static PcapFile create(final Path file) throws IOException {
        return create(file, ETHERNET);
    }

    /** An empty capture of another link type. */
    public static PcapFile create(final Path file, final int linkType) throws IOException {
        final PcapFile capture = new PcapFile(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20));
        capture.out.write(ByteBuffer.allocate(HEADER)
                .putInt(MAGIC)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(1 << 18)
                .putInt(linkType)
                .array());
        return capture;
    }

    /** Adds a frame. */
    public void write(final byte[] frame) throws IOException {
        out.write(ByteBuffer.allocate(RECORD)
                .putInt(second++)
                .putInt(0)
                .putInt(frame.length)
                .putInt(frame.length)
                .array());
        out.write(frame);
    }

    /** All frames of a capture. */
    public static List<byte[]> read(final Path file) throws IOException {
        final ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(file));
        octets.order(octets.getInt(0) == MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        octets.position(HEADER);
        final List<byte[]> frames = new ArrayList<>();
        while (octets.hasRemaining()) {
            final byte[] frame = new byte[octets.getInt(octets.position() + 8)];
            octets.position(octets.position() + RECORD).get(frame);
            frames.add(frame);
        }
        return frames;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
