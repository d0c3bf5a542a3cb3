package io.guideway.forwarder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The two files of a replay as DPDK's pcap device can take them. Its arguments are separated by commas, so it is shown links
 * in a directory of ours instead of the names; and it writes to a file beside the output, which takes the output's place
 * only when all is well.
 */
final class CaptureFiles implements AutoCloseable {
    private final Path links;
    private final Path out;
    private final Path unfinished;

    /** @throws IOException if the output cannot be written there */
    CaptureFiles(final Path in, final Path out) throws IOException {
        this.out = out.toAbsolutePath();
        final Path folder = this.out.getParent();
        if (Files.isDirectory(this.out) || folder == null || !Files.isWritable(folder)) {
            throw new IOException(
                    "%s cannot be written; name a file in a directory that exists and is writable".formatted(out));
        }
        links = Files.createTempDirectory("guideway-replay");
        unfinished = Files.createTempFile(folder, "." + this.out.getFileName(), ".unfinished");
        Files.createSymbolicLink(links.resolve("in"), in.toRealPath());
        Files.createSymbolicLink(links.resolve("out"), unfinished);
    }

    /** The argument that makes EAL create the device. */
    String device() {
        return "--vdev=net_pcap0,rx_pcap=%s,tx_pcap=%s".formatted(links.resolve("in"), links.resolve("out"));
    }

    /** The output is complete: gives it its name. */
    void keep() throws IOException {
        Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(links.resolve("in"));
        Files.deleteIfExists(links.resolve("out"));
        Files.delete(links);
    }
}
