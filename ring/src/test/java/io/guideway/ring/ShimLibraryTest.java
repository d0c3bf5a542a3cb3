package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShimLibraryTest {

    /** Uses rings in process memory, then asks for DPDK. */
    static final class MemoryThenDpdk {
        public static void main(final String[] arguments) {
            try (MemoryMbufPool pool = new MemoryMbufPool(1, 64)) {
                System.out.println("memory works with " + Mbuf.dataLength(pool.packet(new byte[60])));
            }
            Eal.start(EalArguments.withoutHugePages(List.of("--no-pci"), 64)).close();
        }
    }

    @Test
    void theShimOnTheClassPathHasTheVersionThatTheBindingsNeed() {
        assertTrue(ShimLibrary.usable());
        final int version =
                ShimFunction.of("gw_abi_version", ValueLayout.JAVA_INT).status();
        assertEquals(ShimLibrary.ABI_VERSION, version);
    }

    @Test
    void anotherVersionIsRefusedByNamingBothAndTheRemedy() {
        final var e = assertThrows(DpdkException.class, () -> ShimLibrary.requireAbi(7));
        assertTrue(e.getMessage().contains("has ABI version 7, this program needs 1"), e.getMessage());
        assertTrue(e.getMessage().contains("mvn package"), e.getMessage());
    }

    @Test
    void theUnpackedFileIsGoneOnceItIsLoaded(@TempDir final Path directory) throws Exception {
        final ChildJvm.Result result =
                new ChildJvm().option("-Djava.io.tmpdir=" + directory).run(MemoryThenDpdk.class);
        assertTrue(result.output().contains("memory works with 60"), result.output());
        assertEquals(List.of(), filesIn(directory));
    }

    @Test
    void withoutAShimMemoryWorksAndDpdkNamesTheRemedy() throws Exception {
        final ChildJvm.Result result = new ChildJvm().withoutShim().run(MemoryThenDpdk.class);
        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("memory works with 60"), result.output());
        assertTrue(result.output().contains("the class path has no /native/linux-"), result.output());
    }

    @Test
    void aNamedFileThatIsNotThereIsAnError() throws Exception {
        final ChildJvm.Result result =
                new ChildJvm().option("-Dguideway.shim=/no/such/file.so").run(MemoryThenDpdk.class);
        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("/no/such/file.so"), result.output());
    }

    @Test
    void anUnusableNamedFileIsAnErrorThatNamesThePackageOfDpdk(@TempDir final Path directory) throws Exception {
        final Path file = Files.writeString(directory.resolve("shim.so"), "not a library");
        final ChildJvm.Result result =
                new ChildJvm().option("-Dguideway.shim=" + file).run(MemoryThenDpdk.class);
        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("libdpdk-dev"), result.output());
    }

    private static List<Path> filesIn(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))
                    .toList();
        }
    }
}
