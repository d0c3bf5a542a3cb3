package io.guideway.forwarder;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes a pcapng file (draft-ietf-opsawg-pcapng) of two Ethernet interfaces, with times in nanoseconds: packets as they came, and as
 * they left. What belongs together has the same packet id. Little-endian. One thread.
 */
final class PcapngWriter implements AutoCloseable {
    /** The interfaces by number. */
    enum Side {
        BEFORE("before", 1),
        AFTER("after", 2);

        private final String text;

        /** Direction in a packet's flags (section 4.3.1). */
        private final int direction;

        Side(final String text, final int direction) {
            this.text = text;
            this.direction = direction;
        }
    }

    private static final int SECTION = 0x0A0D0D0A;
    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int ETHERNET = 1;

    private static final short END_OF_OPTIONS = 0;
    private static final short COMMENT = 1;
    private static final short INTERFACE_NAME = 2;
    private static final short INTERFACE_RESOLUTION = 9;
    private static final short PACKET_FLAGS = 2;
    private static final short PACKET_ID = 5;
    private static final byte NANOSECONDS = 9;

    /** Octets around a block's body, and before an option. */
    private static final int AROUND = 12;

    private static final int OPTION_HEAD = 4;

    /** Octets of a packet's block beside frame and comment, and of other blocks, at the most. */
    private static final int REST = 128;

    private final OutputStream out;
    private ByteBuffer block = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

    /**
     * Makes the file, which only its owner may read.
     *
     * @param file must not be there
     * @param snap octets kept of each packet
     * @throws java.nio.file.FileAlreadyExistsException if something is
     */
    PcapngWriter(final Path file, final int snap) throws IOException {
        out = new BufferedOutputStream(
                Channels.newOutputStream(FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))),
                1 << 16);
        writeSection();
        for (final Side side : Side.values()) {
            writeInterface(side, snap);
        }
    }

    private void writeSection() throws IOException {
        begin(SECTION, REST);
        block.putInt(BYTE_ORDER).putShort((short) 1).putShort((short) 0).putLong(-1);
        end();
    }

    private void writeInterface(final Side side, final int snap) throws IOException {
        begin(INTERFACE, REST);
        block.putShort((short) ETHERNET).putShort((short) 0).putInt(snap);
        option(INTERFACE_NAME, side.text.getBytes(StandardCharsets.US_ASCII));
        option(INTERFACE_RESOLUTION, new byte[] {NANOSECONDS});
        block.putShort(END_OF_OPTIONS).putShort((short) 0);
        end();
    }

    /**
     * Writes a packet.
     *
     * @param timeNs since 1970
     * @param id the same before and after
     * @param length of the frame
     * @param octets the first of them
     */
    void write(
            final Side side,
            final long timeNs,
            final long id,
            final int length,
            final byte[] octets,
            final String comment)
            throws IOException {
        final byte[] said = comment.getBytes(StandardCharsets.UTF_8);
        begin(ENHANCED_PACKET, REST + octets.length + said.length);
        block.putInt(side.ordinal()).putInt((int) (timeNs >>> Integer.SIZE)).putInt((int) timeNs);
        block.putInt(octets.length).putInt(length).put(octets);
        pad();
        option(COMMENT, said);
        block.putShort(PACKET_FLAGS).putShort((short) Integer.BYTES).putInt(side.direction);
        block.putShort(PACKET_ID).putShort((short) Long.BYTES).putLong(id);
        block.putShort(END_OF_OPTIONS).putShort((short) 0);
        end();
    }

    private void option(final short code, final byte[] value) {
        block.putShort(code).putShort((short) value.length).put(value);
        pad();
    }

    private void pad() {
        while (block.position() % OPTION_HEAD != 0) {
            block.put((byte) 0);
        }
    }

    private void begin(final int type, final int room) {
        if (block.capacity() < room) {
            block = ByteBuffer.allocate(room).order(ByteOrder.LITTLE_ENDIAN);
        }
        block.clear();
        block.putInt(type).putInt(0);
    }

    private void end() throws IOException {
        final int length = block.position() - 2 * Integer.BYTES + AROUND;
        block.putInt(Integer.BYTES, length);
        block.putInt(length);
        out.write(block.array(), 0, block.position());
    }

    /** Lets readers of the file see what was written. */
    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
