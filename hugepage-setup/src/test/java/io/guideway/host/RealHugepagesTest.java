package io.guideway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The script {@code hugepages} on the kernel under us; for root, where nobody has reserved pages by it. */
class RealHugepagesTest {
    private static final Path COUNT = Path.of("/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages");

    private final HostFiles host = new HostFiles(Path.of("/"));
    private final Script script =
            new Script(Path.of("hugepages").toAbsolutePath(), Map.of("PATH", System.getenv("PATH")), Path.of("/"));

    @Test
    void pagesComeFromTheKernelAndGoBack() {
        assumeTrue(Files.isWritable(COUNT), "needs root and a kernel with huge pages");
        assumeTrue(!host.exists("/run/guideway/hugepages"), "pages are reserved by this script already");
        final long before = host.count(COUNT.toString());
        final Script.Outcome reserved = script.run("reserve", "64");
        final long during = host.count(COUNT.toString());
        final Script.Outcome released = script.run("release");
        assertEquals(0, reserved.exitCode(), reserved.err());
        assertEquals(before + 32, during);
        assertEquals(0, released.exitCode(), released.err());
        assertEquals(before, host.count(COUNT.toString()));
    }
}
