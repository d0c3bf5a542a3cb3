package io.guideway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {
    private final FakeHost host;

    HostFilesTest(@TempDir final Path root) {
        host = new FakeHost(root);
    }

    @Test
    void namesComeInOrderOfTheirNumbers() {
        host.directory("/nodes/node10").directory("/nodes/node2").directory("/nodes/node1");
        assertEquals(List.of("node1", "node2", "node10"), host.files().names("/nodes"));
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertEquals(Optional.empty(), host.files().text("/none"));
        assertEquals(List.of(), host.files().lines("/none"));
        assertEquals(List.of(), host.files().names("/none"));
        assertEquals(Optional.empty(), host.files().linkedName("/none"));
        assertEquals(0, host.files().count("/none"));
    }

    @Test
    void aDirectoryIsNoTextAndAFileNoDirectory() {
        host.file("/here/file", "content");
        assertEquals(Optional.empty(), host.files().text("/here"));
        assertEquals(List.of(), host.files().names("/here/file"));
    }

    @Test
    void aPathThatNoFileCanHaveIsAbsent() {
        assertFalse(host.files().exists("/a\0b"));
        assertEquals(List.of(), host.files().names("/a\0b"));
    }

    @Test
    void whatIsNoNumberCountsAsZero() {
        host.file("/good", "42").file("/bad", "many").file("/long", "1".repeat(30));
        assertEquals(42, host.files().count("/good"));
        assertEquals(0, host.files().count("/bad"));
        assertEquals(0, host.files().count("/long"));
    }
}
