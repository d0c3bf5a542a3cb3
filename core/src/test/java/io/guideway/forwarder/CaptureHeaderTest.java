package io.guideway.forwarder;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of both formats in both byte orders, as machines of either kind write them. */
class CaptureHeaderTest {
    private static final int LINUX_COOKED = 113;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ethernetIsTaken(final boolean bigEndian) throws IOException {
        assertTaken(pcap(order(bigEndian), 0xA1B2C3D4, 1));
        assertTaken(pcap(order(bigEndian), 0xA1B23C4D, 1));
        assertTaken(pcap(order(bigEndian), 0xA1B2C3D4, 0xF400_0000 | 1)); // with a frame check sequence of four octets
        assertTaken(pcapng(order(bigEndian), 28, 1));
        assertTaken(pcapng(order(bigEndian), 4096 - 20, 1)); // with much to say about itself
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void otherLinksAreRefusedByName(final boolean bigEndian) throws IOException {
        final String reason = "link type 113 is not Ethernet (1)";
        assertRefused(pcap(order(bigEndian), 0xA1B2C3D4, LINUX_COOKED), reason);
        assertRefused(pcapng(order(bigEndian), 28, LINUX_COOKED), reason);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPcapngWithoutAnInterfaceAtTheStartIsRefused(final boolean bigEndian) throws IOException {
        final String reason = "no interface is described at the start";
        final ByteOrder order = order(bigEndian);
        assertRefused(pcapng(order, 1 << 20, 1), reason);
        assertRefused(pcapng(order, -4, 1), reason);
        assertRefused(pcapng(order, Integer.MAX_VALUE, 1), reason);
        final byte[] other = pcapng(order, 28, 1);
        ByteBuffer.wrap(other).order(order).putInt(28, 5);
        assertRefused(other, reason);
        assertRefused(Arrays.copyOf(pcapng(order, 28, 1), 37), reason);
    }

    @Test
    void whatIsNoCaptureIsRefused() throws IOException {
        final byte[] pcap = pcap(ByteOrder.BIG_ENDIAN, 0xA1B2C3D4, 1);
        for (int length = 0; length < pcap.length; length++) {
            assertRefused(Arrays.copyOf(pcap, length), "neither pcap nor pcapng");
        }
        assertRefused(new byte[4096], "neither pcap nor pcapng");
        final byte[] disordered = pcapng(ByteOrder.BIG_ENDIAN, 28, 1);
        disordered[8] = 0;
        assertRefused(disordered, "neither pcap nor pcapng");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertRefused(directory, "no such file");
        assertRefused(directory.resolve("none"), "no such file");
        assertRefused(Path.of("/dev/zero"), "no such file");
    }

    private void assertTaken(final byte[] octets) throws IOException {
        final Path file = file(octets);
        assertDoesNotThrow(() -> CaptureHeader.check(file));
    }

    private void assertRefused(final byte[] octets, final String reason) throws IOException {
        assertRefused(file(octets), reason);
    }

    private static void assertRefused(final Path file, final String reason) {
        final IOException refusal = assertThrows(IOException.class, () -> CaptureHeader.check(file));
        assertTrue(refusal.getMessage().startsWith(file + ": " + reason), refusal::getMessage);
    }

    private Path file(final byte[] octets) throws IOException {
        return Files.write(directory.resolve("capture"), octets);
    }

    private static ByteOrder order(final boolean bigEndian) {
        return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static byte[] pcap(final ByteOrder order, final int magic, final int linkType) {
        return ByteBuffer.allocate(24)
                .order(order)
                .putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(linkType)
                .array();
    }

    /** A section header that says to be {@code sectionLength} octets long, and an interface description behind it where that fits. */
    private static byte[] pcapng(final ByteOrder order, final int sectionLength, final int linkType) {
        final int length = Math.clamp(sectionLength, 28, 4096);
        return ByteBuffer.allocate(length + 20)
                .order(order)
                .putInt(0x0A0D0D0A)
                .putInt(sectionLength)
                .putInt(0x1A2B3C4D)
                .putShort((short) 1)
                .putShort((short) 0)
                .putLong(-1)
                .position(length)
                .putInt(1)
                .putInt(20)
                .putShort((short) linkType)
                .array();
    }
}
