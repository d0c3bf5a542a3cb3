package io.guideway.bench.hop;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** A media driver and a client of it in this process, in a directory of their own that goes with them. */
final class AeronSite implements AutoCloseable {
    /** Memory where the system has it, as Aeron does by default. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /**
     * A publisher may be half a term ahead of what the driver saw last. With much smaller terms it would wait for the driver,
     * which looks every millisecond, and a benchmark would measure that.
     */
    private static final int TERM_OCTETS = 16 << 20;

    private final MediaDriver driver;
    private final Aeron client;

    AeronSite() {
        final String directory = directory().toString();
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                // On IPC's way the driver has no part, and the CPUs are for the two ends.
                .sharedIdleStrategy(new SleepingMillisIdleStrategy(1))
                .ipcTermBufferLength(TERM_OCTETS));
        client = Aeron.connect(
                new Aeron.Context().aeronDirectoryName(directory).idleStrategy(new SleepingMillisIdleStrategy(1)));
    }

    private static Path directory() {
        try {
            return Files.isWritable(SHARED_MEMORY)
                    ? Files.createTempDirectory(SHARED_MEMORY, "guideway-bench-aeron-")
                    : Files.createTempDirectory("guideway-bench-aeron-");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A way of its own for each stream. */
    Hop hop(final int stream) {
        return new Hop(client, stream);
    }

    @Override
    public void close() {
        client.close();
        driver.close();
    }
}
