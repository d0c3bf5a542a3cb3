package io.guideway.controller.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiDirectoriesTest {
    @TempDir
    private Path directory;

    @Test
    void theFirstThatCanBeMadeIsTaken() throws IOException {
        final Path file = Files.writeString(directory.resolve("file"), "");
        final ApiDirectories directories = new ApiDirectories(List.of(file, directory.resolve("run")));
        assertEquals(directory.resolve("run").resolve("lb-1.sock"), directories.toServe("lb-1"));
        assertEquals(directory.resolve("run").resolve("a_b__.sock"), directories.toServe("a/b €"));
        final String name = directories.toServe("x".repeat(255)).getFileName().toString();
        assertTrue(name.length() < 60, name);
        assertThrows(IOException.class, () -> new ApiDirectories(List.of(file)).toServe("lb-1"));
    }

    @Test
    void aLinkIsPassedOver() throws IOException {
        final Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        assertThrows(IOException.class, () -> new ApiDirectories(List.of(link)).toServe("lb-1"));
    }

    @Test
    void theOnlyNodeIsFound() throws IOException {
        final ApiDirectories directories = new ApiDirectories(List.of(directory.resolve("absent"), directory));
        assertTrue(assertThrows(IOException.class, directories::findOnly)
                .getMessage()
                .contains("start one"));
        try (RunningApi one = new RunningApi(directories.toServe("lb-1"))) {
            assertEquals(one.socket(), directories.findOnly());
            assertEquals(one.socket(), directories.find("lb-1"));
            assertThrows(IOException.class, () -> directories.find("lb-2"));
            try (RunningApi other = new RunningApi(directories.toServe("lb-2"))) {
                assertEquals(other.socket(), directories.find("lb-2"));
                final IOException several = assertThrows(IOException.class, directories::findOnly);
                assertTrue(several.getMessage().contains("several nodes run here: "), several::getMessage);
                assertTrue(several.getMessage().contains("lb-2"), several::getMessage);
            }
        }
    }
}
