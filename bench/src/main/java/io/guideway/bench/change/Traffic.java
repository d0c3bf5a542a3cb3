package io.guideway.bench.change;

import io.guideway.packet.PcapFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory with a capture of a site's packets, for a forwarder that receives them again and again; closing removes it. */
final class Traffic implements AutoCloseable {
    /** DPDK copies all of them into mbufs before it begins. */
    private static final int FLOWS = 512;

    private final Path directory;

    Traffic(final ChangingSite site) throws IOException {
        directory = Files.createTempDirectory("guideway-change-");
        try (PcapFile file = PcapFile.create(capture())) {
            for (final byte[] frame : site.frames(FLOWS)) {
                file.write(frame);
            }
        } catch (final IOException failure) {
            close();
            throw failure;
        }
    }

    private Path capture() {
        return directory.resolve("traffic.pcap");
    }

    /** Where forwarder and controller meet. */
    Path wire() {
        return directory.resolve("wire");
    }

    /** A node that receives the packets without end and sends them into nothing. */
    String configuration(final int cpu) {
        return """
                node: {name: bench, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--in-memory", "--no-pci", "--vdev=net_pcap0,rx_pcap=%s,infinite_rx=1"]
                  ports:
                    - id: 0
                      address: [10.0.0.2/24]
                      gateway: [10.0.0.1]
                      neighbours: {10.0.0.1: "02:00:00:00:00:01"}
                      promiscuous: true
                  workers: [%d]
                services: []
                """.formatted(capture(), cpu);
    }

    @Override
    public void close() throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
