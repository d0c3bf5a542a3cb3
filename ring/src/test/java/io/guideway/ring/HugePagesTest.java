package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HugePagesTest {
    @TempDir
    private Path sizes;

    @Test
    void pagesOfAllSizesCountExceptThosePromisedToOthers() throws IOException {
        reserve("hugepages-2048kB", 10, 3);
        reserve("hugepages-1048576kB", 2, 0);
        assertEquals(7 * (2L << 20) + 2 * (1L << 30), HugePages.freeBytes(sizes));
    }

    @Test
    void aKernelWithoutHugePagesHasNone() {
        assertEquals(0, HugePages.freeBytes(sizes));
        assertEquals(0, HugePages.freeBytes(sizes.resolve("missing")));
    }

    @Test
    void thisHostCanBeAsked() {
        assertTrue(HugePages.freeBytes() >= 0);
    }

    private void reserve(final String size, final int free, final int promised) throws IOException {
        final Path directory = Files.createDirectory(sizes.resolve(size));
        Files.writeString(directory.resolve("free_hugepages"), free + "\n");
        Files.writeString(directory.resolve("resv_hugepages"), promised + "\n");
    }
}
