package io.guideway.bench.load;

import io.guideway.packet.IpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration with many services, as a file. VIPs are from the network that is kept for benchmarks (RFC 2544, appendix C).
 *
 * @param services 1 to {@link #MOST_SERVICES}
 * @param backends of each service, 1 to {@link #MOST_BACKENDS}
 * @param shared whether all services have the same backends, else no two share one
 */
record LargeSite(int services, int backends, boolean shared) {
    static final int MOST_SERVICES = 65_536;
    static final int MOST_BACKENDS = 100;

    private static final int VIPS = 0xC612_0000;
    private static final int BACKENDS = 0x0A80_0000;

    /**
     * Writes the file.
     *
     * @param cpu of the one worker
     */
    void write(final Path file, final int cpu) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.printf("""
                    node: {name: bench, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                    dpdk:
                      eal: ["--in-memory", "--no-pci", "--vdev=net_null0"]
                      ports:
                        - id: 0
                          address: [10.0.0.2/24]
                          gateway: [10.0.0.1]
                          neighbours: {10.0.0.1: "02:00:00:00:00:01"}
                      workers: [%d]
                    services:
                    """, cpu);
            for (int i = 0; i < services; i++) {
                service(out, i);
            }
            if (out.checkError()) {
                throw new IOException("%s cannot be written; is there room for 100 MB?".formatted(file));
            }
        }
    }

    private void service(final PrintWriter out, final int index) {
        out.printf("  - name: service-%d%n", index);
        out.printf("    vip: %s%n", IpAddress.ipv4(VIPS + index));
        out.print("""
                    protocol: tcp
                    port: 80
                    mode: ipip
                    backends:
                """);
        final int first = shared ? 0 : index * backends;
        for (int i = first; i < first + backends; i++) {
            out.printf("      - {address: %s, weight: 1}%n", IpAddress.ipv4(BACKENDS + i));
        }
    }

    /** All of it in a line. */
    String text() {
        return "%d services with %d %s each"
                .formatted(services, backends, shared ? "shared backends" : "backends of their own");
    }
}
