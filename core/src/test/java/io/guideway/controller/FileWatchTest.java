package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch over real files, changed in the ways in which editors and tools do it. */
class FileWatchTest {
    private static final long LONGEST_SECONDS = 60;

    @TempDir
    private Path folder;

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("lb.yaml");
        Files.writeString(file, "first");
    }

    private FileWatch watch() throws IOException {
        final String first = FileDocument.fingerprint("first".getBytes(StandardCharsets.UTF_8));
        return new FileWatch(file, () -> first, this::look, seen::add);
    }

    private void look() {
        try {
            seen.add(Files.readString(file));
        } catch (final IOException e) {
            seen.add(e.toString());
        }
    }

    private void assertSeen(final String text) throws InterruptedException {
        final String next = seen.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next, "nothing was seen");
        assertEquals(text, next);
    }

    @Test
    void itSeesAFileThatIsWrittenInPlaceOrReplaced() throws Exception {
        try (FileWatch _ = watch()) {
            Files.writeString(file, "second");
            assertSeen("second");
            final Path other = folder.resolve(".lb.yaml.swp");
            Files.writeString(other, "third");
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            assertSeen("third");
            Files.delete(file);
            Files.writeString(file, "fourth");
            assertSeen("fourth");
        }
        assertEquals(0, seen.size());
    }

    @Test
    void itSeesOnlyWhatSaysSomethingElse() throws Exception {
        try (FileWatch _ = watch()) {
            Files.writeString(folder.resolve("other.yaml"), "other");
            Files.writeString(file, "first");
            Files.writeString(file, "second");
            assertSeen("second");
        }
        assertEquals(0, seen.size());
    }

    @Test
    void itSeesWhatHasChangedBeforeItBegan() throws Exception {
        Files.writeString(file, "second");
        try (FileWatch _ = watch()) {
            assertSeen("second");
        }
    }

    @Test
    void itSeesWhatALinkLeadsTo() throws Exception {
        final Path real = Files.createDirectory(folder.resolve("real")).resolve("lb.yaml");
        Files.move(file, real);
        Files.createSymbolicLink(file, real);
        try (FileWatch _ = watch()) {
            Files.writeString(real, "second");
            assertSeen("second");
            final Path other = Files.createDirectory(folder.resolve("other")).resolve("lb.yaml");
            Files.writeString(other, "third");
            final Path link = Files.createSymbolicLink(folder.resolve("link"), other);
            Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
            assertSeen("third");
            Files.writeString(other, "fourth");
            assertSeen("fourth");
        }
    }
}
