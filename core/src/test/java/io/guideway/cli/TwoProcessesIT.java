package io.guideway.cli;

import static io.guideway.forward.Sites.VIP4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged {@code guideway forwarder} and {@code guideway controller}, over DPDK's null device, which never runs dry. */
class TwoProcessesIT {
    @TempDir
    private Path directory;

    private Path config;

    @BeforeEach
    void writeConfiguration() throws IOException {
        config = directory.resolve("lb.yaml");
        Files.writeString(config, """
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--no-pci", "--vdev=net_null0"]
                  ports: [{id: 0, promiscuous: true, address: [10.0.0.2/24]}]
                  workers: [0]
                  idle: backoff
                services:
                  - {name: web, vip: %s, protocol: tcp, port: 80, mode: l2dsr, backends: [{address: 10.0.0.11}]}
                """.formatted(VIP4));
    }

    private RunningProgram forwarder() throws IOException {
        return RunningProgram.startCommand(
                directory, "forwarder", config.toString(), "--json", "--wire", wire().toString());
    }

    private RunningProgram controller() throws IOException {
        return RunningProgram.startCommand(directory, "controller", config.toString(), "--wire", wire().toString());
    }

    private Path wire() {
        return directory.resolve("wire");
    }

    @Test
    void theForwarderGoesOnWhenTheControllerIsKilled() throws Exception {
        try (RunningProgram forwarder = forwarder()) {
            forwarder.await("ready: ");
            try (RunningProgram first = controller()) {
                forwarder.await("generation 1: 1 services");
                first.await("generation 1, adopted by every worker within ");
                first.kill();
                forwarder.await("the controller is gone; generation 1 stays");
            }
            try (RunningProgram second = controller()) {
                second.await("a forwarder is there, with generation 1, which is what is wanted");
                addService();
                second.signal("HUP");
                forwarder.await("generation 2: 2 services");
                second.await("generation 2, adopted by every worker within ");
                assertEquals(0, second.end("TERM").exitCode());
            }
            final Program.Result result = forwarder.end("TERM");
            assertEquals(0, result.exitCode(), result.err());
            assertReport(JsonMapper.shared().readTree(result.out()));
        }
        assertTrue(Files.notExists(wire()));
    }

    private void addService() throws IOException {
        Files.writeString(
                config,
                Files.readString(config)
                        + "  - {name: dns, vip: 203.0.113.53, protocol: udp, port: 53, mode: l2dsr, backends: []}\n");
    }

    private static void assertReport(final JsonNode report) {
        assertEquals(2, report.get("generation").asInt());
        assertEquals(2, report.get("services").size());
        long sum = 0;
        for (final JsonNode count : report.get("verdicts")) {
            sum += count.asLong();
        }
        assertTrue(sum > 0);
        assertEquals(report.get("received").asLong(), sum);
    }

    @Test
    void theControllerFindsAForwarderThatHasStartedAgain() throws Exception {
        try (RunningProgram controller = controller()) {
            controller.await("controlling: 1 services of node lb-1");
            try (RunningProgram first = forwarder()) {
                first.await("generation 1: 1 services");
                first.kill();
            }
            controller.await("the forwarder is gone");
            try (RunningProgram second = forwarder()) {
                second.await("generation 1: 1 services");
                assertEquals(0, second.end("TERM").exitCode());
            }
            assertEquals(0, controller.end("TERM").exitCode());
        }
    }

    @Test
    void aSecondForwarderOfTheSameNodeIsRefused() throws Exception {
        try (RunningProgram first = forwarder()) {
            first.await("ready: ");
            final Program.Result second = Program.guideway("forwarder", config, "--wire", wire().toString());
            assertEquals(1, second.exitCode(), second.err());
            assertTrue(second.err().contains("guideway: "), second.err());
            assertEquals(0, first.end("TERM").exitCode());
        }
    }
}
