package io.guideway.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedFileTest {
    @TempDir
    private Path directory;

    @Test
    void aFileThatIsKeptReplacesTheOldOne() throws IOException {
        final Path target = Files.writeString(directory.resolve("out"), "old");
        try (UnfinishedFile file = new UnfinishedFile(target)) {
            Files.writeString(file.path(), "new");
            assertEquals("old", Files.readString(target));
            file.keep();
        }
        assertEquals("new", Files.readString(target));
        assertEquals(List.of(target), files());
    }

    @Test
    void aFileThatIsNotKeptLeavesEverythingAsItWas() throws IOException {
        final Path target = Files.writeString(directory.resolve("out"), "old");
        try (UnfinishedFile file = new UnfinishedFile(target)) {
            Files.writeString(file.path(), "new");
        }
        assertEquals("old", Files.readString(target));
        assertEquals(List.of(target), files());
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
        assertRefused(directory, "cannot be written");
        assertRefused(directory.resolve("none/out"), "cannot be written");
        assertRefused(Path.of("/"), "cannot be written");
        assertTrue(files().isEmpty());
    }

    /** For root {@code /dev} is a directory like any other. */
    @Test
    void aDeviceIsNotReplacedByAFile() throws IOException {
        assertThrows(IOException.class, () -> new UnfinishedFile(Path.of("/dev/null")));
        final Path device = Files.createSymbolicLink(directory.resolve("null"), Path.of("/dev/null"));
        assertRefused(device, "is no regular file");
        assertTrue(Files.deleteIfExists(device));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void aProgramThatEndsBeforehandLeavesNothingBehind() throws IOException, InterruptedException {
        final Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnclosedFiles.class.getName(),
                        directory.toString(),
                        "/etc/passwd")
                .redirectErrorStream(true)
                .start();
        final String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(3, program.waitFor(), said);
        assertTrue(said.startsWith("--vdev=net_pcap0,rx_pcap=" + directory), said);
        assertEquals(List.of(), files());
    }

    private static void assertRefused(final Path target, final String reason) {
        final IOException refusal = assertThrows(IOException.class, () -> new UnfinishedFile(target));
        assertTrue(refusal.getMessage().startsWith(target + " " + reason), refusal::getMessage);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
