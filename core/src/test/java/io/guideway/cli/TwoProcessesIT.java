package io.guideway.cli;

import static io.guideway.forward.Sites.VIP4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import io.guideway.controller.ForwarderLink;
import io.guideway.controller.operate.WorkerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
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

    private RunningProgram controller(final String... options) throws IOException {
        final List<String> words = new ArrayList<>(List.of(config.toString()));
        words.addAll(List.of("--wire", wire().toString(), "--state", state().toString()));
        words.addAll(List.of(options));
        return RunningProgram.startCommand(directory, "controller", words.toArray(String[]::new));
    }

    private Path state() {
        return directory.resolve("changes.json");
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

    @Test
    void aWatchedFileIsReadWhenItChanges() throws Exception {
        try (RunningProgram forwarder = forwarder();
                RunningProgram controller = controller("--watch")) {
            forwarder.await("generation 1: 1 services");
            controller.await("generation 1, adopted by every worker within ");
            addService();
            forwarder.await("generation 2: 2 services");
            controller.await("reload: 1 services have changed");
            assertEquals(0, controller.end("TERM").exitCode());
        }
    }

    /** What an earlier controller was told, and its state file in its two conditions. */
    @Test
    void theControllerBeginsWithTheChangesThatWereKeptOrNotAtAll() throws Exception {
        Files.writeString(state(), """
                {"version": 1, "services": [{"service": "dns", "definition":
                   "{vip: 203.0.113.53, protocol: udp, port: 53, mode: l2dsr}", "backends": []}], "states": []}
                """);
        try (RunningProgram forwarder = forwarder();
                RunningProgram controller = controller()) {
            forwarder.await("generation 1: 2 services");
            assertEquals(0, controller.end("TERM").exitCode());
        }
        Files.writeString(state(), "{");
        final Program.Result damaged =
                Program.guideway("controller", config, "--wire", wire().toString(), "--state", state().toString());
        assertEquals(1, damaged.exitCode());
        assertTrue(
                damaged.err()
                        .contains(state() + ": the changes made by command cannot be read: it is not JSON at line 1"),
                damaged.err());
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
    void workersTellHowLongTheirRoundsTake() throws Exception {
        try (RunningProgram forwarder = forwarder();
                ForwarderLink link = new ForwarderLink(wire(), "lb-1", List.of(), line -> {})) {
            await(
                    "times of a second",
                    () -> link.workers().stream()
                            .anyMatch(worker -> worker.burst().count() > 0));
            final WorkerStatus worker = link.workers().getFirst();
            assertEquals(0, worker.cpu());
            assertTrue(worker.received() >= worker.bursts(), worker::toString);
            assertTrue(worker.bursts() >= worker.burst().count(), worker::toString);
            assertTrue(worker.gap().count() > 0, worker::toString);
            assertTrue(worker.burst().p50Ns() > 0, worker::toString);
            assertTrue(worker.burst().maxNs() >= worker.burst().p9999Ns(), worker::toString);
            forwarder.kill();
            await("the forwarder's end", () -> link.workers().isEmpty());
        }
    }

    private static void await(final String what, final BooleanSupplier condition) throws InterruptedException {
        assertTrue(Await.until(condition, Duration.ofMinutes(1)), () -> "no " + what);
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
