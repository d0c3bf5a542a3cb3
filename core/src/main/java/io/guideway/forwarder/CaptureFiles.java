package io.guideway.forwarder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The two files of a replay as DPDK's pcap device can take them: its arguments are separated by commas, so it is shown links
 * in a directory of ours instead of the names. Closed, or left by a program that a signal ends, it is gone.
 */
final class CaptureFiles implements AutoCloseable {
    private final Path links;

    /** @throws IOException if the links cannot be made */
    CaptureFiles(final Path in, final Path out) throws IOException {
        links = Files.createTempDirectory("guideway-replay");
        links.toFile().deleteOnExit();
        link("in", in);
        link("out", out);
    }

    private void link(final String name, final Path target) throws IOException {
        Files.createSymbolicLink(links.resolve(name), target.toRealPath())
                .toFile()
                .deleteOnExit();
    }

    /** The argument that makes EAL create the device. */
    String device() {
        return "--vdev=net_pcap0,rx_pcap=%s,tx_pcap=%s".formatted(links.resolve("in"), links.resolve("out"));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(links.resolve("in"));
        Files.deleteIfExists(links.resolve("out"));
        Files.delete(links);
    }
}
