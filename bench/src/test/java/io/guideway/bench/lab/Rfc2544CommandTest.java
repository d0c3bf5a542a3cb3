package io.guideway.bench.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.cli.BenchProgram;
import io.guideway.bench.cli.BenchProgram.Outcome;
import io.guideway.cli.demo.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lab rfc2544} as a process of its own against the real forwarder, for a moment. How fast it was is not looked at. */
class Rfc2544CommandTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"l2dsr, 4, 64, 1, 64", "ipip, 4, 1498, 1, 1518", "ipip, 6, 84, 1, 124", "l2dsr, 6, 128, 2, 128"})
    void framesGoThroughTheForwarderAndAllAreAccountedFor(
            final String mode, final String family, final String size, final String links, final int back)
            throws IOException, InterruptedException {
        final JsonNode json = measured("--mode", mode, "--family", family, "--sizes", size, "--links", links);
        assertEquals(mode, json.get("device").get("mode").asString());
        assertFalse(json.get("conforming").asBoolean());
        assertEquals(1, json.get("results").size());
        final JsonNode result = json.get("results").get(0);
        assertEquals(back, result.get("octets_back").asDouble());
        assertTrue(result.get("generator").get("alone").asDouble() > 0);
        assertTrue(result.get("frame_loss").size() > 1);
        assertEquals(1, result.get("back_to_back").get("bursts").size());
        assertAccountedFor(json);
    }

    @Test
    void aMixGoesThroughAndTheReportIsWritten() throws IOException, InterruptedException {
        assertAccountedFor(measured("--sizes", "imix", "--line-rate", "0.01"));
        for (final String file : new String[] {"report.html", "report.json", "rates.csv", "trials.csv"}) {
            assertTrue(Files.size(directory.resolve(file)) > 0, file);
        }
    }

    @Test
    void aConfigurationAndWordsOfOnesOwnAreMeasured() throws IOException, InterruptedException {
        final String link = "id=0,socket=guideway-lab-test-%s"
                .formatted(ProcessHandle.current().pid());
        final Path config = Files.writeString(directory.resolve("own.yaml"), """
                node: {name: own, tier-seed: "a0000000000000000000000000000001"}
                dpdk:
                  eal: ["--in-memory", "--no-pci", "--vdev=net_memif0,role=client,%s,mac=02:00:00:00:00:22"]
                  ports:
                    - id: 0
                      mac: 02:00:00:00:00:22
                      address: [10.0.0.2/24]
                      neighbours: {10.0.0.9: "02:00:00:00:00:11"}
                  workers: [%s]
                services:
                  - {name: web, vip: 203.0.113.10, protocol: tcp, port: 80, mode: l2dsr, backends: [{address: 10.0.0.9}]}
                  - {name: dns, vip: 203.0.113.10, protocol: udp, port: 53, mode: l2dsr, backends: [{address: 10.0.0.9}]}
                """.formatted(
                        link, Runtime.getRuntime().availableProcessors() - 1));
        final String words = "--no-pci --vdev=net_memif0,role=server,%s,mac=02:00:00:00:00:11".formatted(link);
        final JsonNode json = measured("--sizes", "64", "--config", config.toString(), "--generator-dpdk", words);
        assertEquals("203.0.113.10", json.get("device").get("vip").asString());
        assertEquals(53, json.get("device").get("port").asInt());
        assertEquals(
                Files.readString(config),
                json.get("device").get("configuration").asString());
        assertAccountedFor(json);
    }

    private static void assertAccountedFor(final JsonNode json) {
        final JsonNode frames = json.get("frames");
        assertTrue(frames.get("holds").asBoolean(), frames::toString);
        assertTrue(frames.get("device_received").asLong() > 0, frames::toString);
        assertEquals(
                frames.get("into_the_link").asLong(),
                frames.get("device_received").asLong());
        final long own = frames.get("out_of_the_link").asLong()
                - frames.get("device_forwarded").asLong();
        assertTrue(own >= 0 && own <= 64, frames::toString); // it announces its address
        for (final JsonNode trial : json.get("trials")) {
            assertEquals(
                    trial.get("sent").asLong(),
                    trial.get("received").asLong() + trial.get("lost").asLong(),
                    trial::toString);
            assertEquals(0, trial.get("duplicates").asLong(), trial::toString);
            assertEquals(0, trial.get("reordered").asLong(), trial::toString);
        }
    }

    private JsonNode measured(final String... words) throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.lab(RunningLab.words(directory, words));
        assertEquals(0, outcome.exitCode(), outcome.err());
        return JsonMapper.shared().readTree(outcome.out());
    }

    @Test
    void aSignalEndsItAndLeavesNothingBehind() throws IOException, InterruptedException {
        try (RunningLab lab = RunningLab.start(directory, "--sizes", "64", "--trial-seconds", "30")) {
            lab.awaitError("offers the device");
            final ProcessHandle device = lab.device();
            final Path configuration = lab.deviceConfiguration();
            assertTrue(Files.exists(configuration));
            lab.signal("INT");
            assertEquals(130, lab.awaitEnd(), lab.errors());
            assertFalse(device.isAlive());
            assertFalse(Files.exists(configuration.getParent()));
            assertFalse(Files.exists(directory.resolve("report.html")));
        }
    }

    @Test
    void aLabThatIsKilledTakesTheDeviceAlong() throws IOException, InterruptedException {
        try (RunningLab lab = RunningLab.start(directory, "--sizes", "64", "--trial-seconds", "30")) {
            lab.awaitError("offers the device");
            final ProcessHandle device = lab.device();
            final Path configuration = lab.deviceConfiguration();
            lab.signal("KILL");
            lab.awaitEnd();
            assertTrue(Await.until(() -> !device.isAlive(), Duration.ofSeconds(60)), "the device runs on");
            RunningLab.remove(configuration.getParent());
        }
    }

    @Test
    void aDeviceThatDiesEndsItWithItsLastWords() throws IOException, InterruptedException {
        try (RunningLab lab = RunningLab.start(directory, "--sizes", "64", "--trial-seconds", "30")) {
            lab.awaitError("offers the device");
            final Path configuration = lab.deviceConfiguration();
            lab.device().destroyForcibly();
            assertEquals(1, lab.awaitEnd(), lab.errors());
            assertTrue(lab.errors().contains("the device under test ended with exit code 137"), lab.errors());
            assertTrue(lab.errors().contains("forwarding: 1 services"), lab.errors());
            assertFalse(Files.exists(configuration.getParent()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--mode gre",
                "--family 5",
                "--flows 6",
                "--backends 0",
                "--sizes 63",
                "--resolution 0.0",
                "--latency-loads 101",
                "--links 3",
                "--trials 0",
                "--ring 15",
                "--trial-seconds 0.0"
            })
    void whatCannotBeIsWrongUse(final String words) throws IOException, InterruptedException {
        final Outcome outcome =
                BenchProgram.lab(("rfc2544 " + words + " --output " + directory.resolve("none")).split(" "));
        assertEquals(2, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains(words.split(" ")[1] + "; give "), outcome.err());
        assertFalse(Files.exists(directory.resolve("none")));
    }

    @Test
    void framesThatGrowBeyondTheLinksMtuAreRefused() throws IOException, InterruptedException {
        final Outcome outcome = BenchProgram.lab("rfc2544", "--mode", "ipip", "--sizes", "1518");
        assertEquals(2, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("frame size is 1518; give 64 to 1498"), outcome.err());
    }
}
