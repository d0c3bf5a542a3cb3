package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The packaged {@code guideway run} and the processes that it keeps, over DPDK's null device. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SupervisionIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SERVICES = 10_000;
    private static final int BACKENDS = 10;

    @TempDir
    private Path directory;

    private RunningProgram run(final int services, final int backends) throws IOException {
        final StringBuilder yaml = new StringBuilder("""
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--in-memory", "--no-pci", "--vdev=net_null0"]
                  ports: [{id: 0, promiscuous: true, address: [10.0.0.2/8]}]
                  workers: [0]
                  idle: backoff
                services:
                """);
        for (int i = 0; i < services; i++) {
            yaml.append("- {name: s%d, vip: 203.0.%d.%d, protocol: tcp, port: 80, mode: l2dsr, backends: ["
                    .formatted(i, i / 250, 1 + i % 250));
            for (int j = 0; j < backends; j++) {
                yaml.append("{address: 10.0.%d.%d},".formatted(1 + i % 20, 1 + j));
            }
            yaml.append("]}\n");
        }
        final Path config = Files.writeString(directory.resolve("lb.yaml"), yaml);
        return RunningProgram.start(
                directory,
                config.toString(),
                "--json",
                "--wire",
                directory.resolve("wire").toString());
    }

    @Test
    void killedItLeavesNoProcessAndNoFiles() throws Exception {
        try (RunningProgram node = run(1, 1)) {
            node.awaitForwarding();
            final List<ProcessHandle> halves = node.children();
            assertEquals(2, halves.size());
            node.kill();
            assertTrue(
                    Await.until(() -> halves.stream().noneMatch(ProcessHandle::isAlive), LONG),
                    "a half outlives its supervisor");
        }
        assertTrue(Files.notExists(directory.resolve("wire")), "the forwarder has ended in order");
    }

    @Test
    void tenThousandServicesOfTenBackendsAreLoaded() throws Exception {
        final long startNs = System.nanoTime();
        try (RunningProgram node = run(SERVICES, BACKENDS)) {
            node.awaitForwarding();
            final double seconds = (System.nanoTime() - startNs) / 1e9;
            System.out.printf("run forwards %d services of %d backends after %.1f s%n", SERVICES, BACKENDS, seconds);
            final Program.Result result = node.end("TERM");
            assertEquals(0, result.exitCode(), result.err());
            assertEquals(
                    SERVICES,
                    JsonMapper.shared().readTree(result.out()).get("services").size());
        }
    }
}
