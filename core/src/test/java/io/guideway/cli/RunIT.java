package io.guideway.cli;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.VIP4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.PcapFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged {@code guideway run} on DPDK's software devices, with huge pages where there are some and without. */
class RunIT {
    private static final int FRAMES = 1000;
    private static final int OCTETS = 100;
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void itForwardsUntilASignalAndThenTellsTheCounters(final String signal) throws Exception {
        final Path in = directory.resolve("in.pcap");
        final Path out = directory.resolve("out.pcap");
        write(in);
        final Path config = config("--vdev=net_pcap0,rx_pcap=%s,tx_pcap=%s".formatted(in, out), "", allowedCpu());
        try (RunningProgram program = RunningProgram.start(directory, config.toString(), "--json")) {
            program.awaitForwarding();
            awaitSize(out, 24 + FRAMES * (16L + OCTETS));
            final Program.Result result = program.end(signal);
            assertEquals(0, result.exitCode(), result.err());
            assertTrue(
                    result.err().contains("forwarding: 1 services, 1 ports, workers on CPU [" + allowedCpu() + "]"),
                    result.err());
            assertReport(JsonMapper.shared().readTree(result.out()));
        }
        assertEquals(
                FRAMES,
                PcapFile.read(out).stream().filter(frame -> !isArp(frame)).count());
    }

    /** The node announces its own addresses, and asks for those of its neighbours. */
    private static boolean isArp(final byte[] frame) {
        return frame[12] == 0x08 && frame[13] == 0x06;
    }

    private static void assertReport(final JsonNode report) throws IOException {
        assertEquals(FRAMES + 1, report.get("received").asInt());
        assertEquals(FRAMES, report.at("/verdicts/forwarded").asInt());
        assertEquals(1, report.at("/drops/not-ours").asInt());
        assertEquals(FRAMES, report.at("/services/0/backends/0/packets").asInt());
        assertEquals(FRAMES * OCTETS, report.at("/services/0/backends/0/bytes").asInt());
        assertEquals(allowedCpu(), report.at("/workers/0/cpu").asInt());
        assertVerdictsSumUp(report);
    }

    /** net_null receives without end, here with a worker that never sleeps: the stop must not wait for a pause. */
    @Test
    void itStopsInTheMiddleOfAFlood() throws Exception {
        final Path config = config("--vdev=net_null0", "", allowedCpu());
        Files.writeString(config, Files.readString(config).replace("backoff", "busy-spin"));
        try (RunningProgram program = RunningProgram.start(directory, config.toString(), "--json")) {
            program.awaitForwarding();
            final Program.Result result = program.end("TERM");
            assertEquals(0, result.exitCode(), result.err());
            assertVerdictsSumUp(JsonMapper.shared().readTree(result.out()));
        }
    }

    @Test
    void withoutJsonItTellsTheCountersAsText() throws Exception {
        final Path config = config("--vdev=net_null0", "", allowedCpu());
        try (RunningProgram program = RunningProgram.start(directory, config.toString())) {
            program.awaitForwarding();
            final Program.Result result = program.end("TERM");
            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().startsWith("generation 1: "), result.out());
            assertTrue(result.out().contains("service web"), result.out());
        }
    }

    /** In the middle of a flood: what is good is carried over and told, what is not changes nothing. */
    @Test
    void onSighupItCarriesOverWhatHasChanged() throws Exception {
        final Path config = config("--vdev=net_null0", "", allowedCpu());
        final String first = Files.readString(config);
        try (RunningProgram program = RunningProgram.start(directory, config.toString(), "--json")) {
            program.awaitForwarding();
            program.signal("HUP");
            program.await("reload: nothing has changed");
            Files.writeString(
                    config,
                    first.replace("{address: 10.0.0.11}", "{address: 10.0.0.11}, {address: 10.0.0.12}")
                            + "  - {name: dns, vip: 203.0.113.53, protocol: udp, port: 53, mode: l2dsr, backends: []}\n");
            program.signal("HUP");
            assertTrue(program.await("generation 2: ").endsWith("1 services added, 0 removed, 1 changed"));
            program.await("  + dns");
            assertTrue(program.await("  ~ web: ").endsWith(" of 65537 slots move; + 10.0.0.12"));
            Files.writeString(config, "services: [");
            program.signal("HUP");
            program.await("reload refused, everything stays as it was:");
            Files.writeString(config, first.replace("name: lb-1", "name: lb-2"));
            program.signal("HUP");
            program.await("'node', 'dpdk' or 'tier' has changed, which takes a restart");
            final Program.Result result = program.end("TERM");
            assertEquals(0, result.exitCode(), result.err());
            final JsonNode report = JsonMapper.shared().readTree(result.out());
            assertEquals(2, report.get("generation").asInt());
            assertEquals(2, report.get("services").size());
            assertTrue(report.get("received").asLong() > 0);
            assertVerdictsSumUp(report);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --vdev=net_nothing0                        |             | EAL does not start with the arguments     | net_nothing0
            --no-such-argument                         |             | EAL does not start with the arguments     | --no-such-argument
            --vdev=net_af_packet0,iface=no-such-link | | port 0 cannot be opened | name its device to EAL with --vdev or --allow
            --log-level=lib.eal:error                  |             | port 0 cannot be opened                   | name its device to EAL with --vdev or --allow
            --vdev=net_null0 | mac: "02:00:00:00:00:99", | the configuration says 02:00:00:00:00:99    | correct or remove 'mac'
            """)
    void whatTheDevicesDoNotHaveIsNamedWithItsRemedy(
            final String device, final String port, final String problem, final String remedy) throws Exception {
        assertFails(config(device, port == null ? "" : port, allowedCpu()), problem, remedy);
    }

    @Test
    void aCpuThatIsNotThereIsNamedWithItsRemedy() throws Exception {
        assertFails(
                config("--vdev=net_null0", "", allowedCpu(), 4095),
                "thread worker-4095 cannot be pinned to CPU 4095",
                "choose one of the CPUs that Cpus_allowed_list in /proc/self/status names");
    }

    @Test
    void whatTheDeviceCannotDoIsNoFaultOfTheProgram() throws Exception {
        final Path in = directory.resolve("in.pcap");
        write(in);
        final String onePair = "--vdev=net_pcap0,rx_pcap=%s,tx_pcap=%s".formatted(in, directory.resolve("out.pcap"));
        assertFails(config(onePair, "", 0, 1), "port 0 (net_pcap0) has 1 RX queues", "use fewer workers, not 2");
    }

    @Test
    void aBadConfigurationHasItsOwnExitCode() throws Exception {
        final Path config = config("--vdev=net_null0", "", allowedCpu());
        Files.writeString(config, Files.readString(config).replace("port: 80", "port: 80, table-size: 8"));
        final Program.Result senseless = Program.guideway("run", config);
        assertEquals(2, senseless.exitCode());
        assertTrue(senseless.err().contains("services[0].table-size"), senseless.err());
        Files.writeString(config, "node: [");
        assertEquals(1, Program.guideway("run", config).exitCode());
    }

    private void assertFails(final Path config, final String problem, final String remedy) throws Exception {
        final Program.Result result = Program.guideway("run", config);
        assertEquals(1, result.exitCode(), result.err());
        assertTrue(result.err().contains("guideway: "), result.err());
        assertTrue(result.err().contains(problem), result.err());
        assertTrue(result.err().contains(remedy), result.err());
        assertFalse(result.err().contains("\tat "), result.err());
        assertFalse(result.err().contains("forwarding: "), result.err());
        assertFalse(result.out().contains("generation"), result.out());
    }

    private static void assertVerdictsSumUp(final JsonNode report) {
        long sum = 0;
        for (final JsonNode count : report.get("verdicts")) {
            sum += count.asLong();
        }
        assertEquals(report.get("received").asLong(), sum);
    }

    private Path config(final String device, final String port, final Integer... cpus) throws IOException {
        return Files.writeString(
                directory.resolve("lb.yaml"), """
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--no-pci", "%s"]
                  ports:
                    - {id: 0, %s promiscuous: true, address: [10.0.0.2/24], neighbours: {10.0.0.11: "02:00:00:00:00:0b"}}
                  workers: %s
                  idle: backoff
                services:
                  - {name: web, vip: %s, protocol: tcp, port: 80, mode: l2dsr, backends: [{address: 10.0.0.11}]}
                """.formatted(device, port, Arrays.toString(cpus), VIP4));
    }

    private static void write(final Path file) throws IOException {
        try (PcapFile capture = PcapFile.create(file)) {
            capture.write(frame("203.0.113.99", 1));
            for (int i = 0; i < FRAMES; i++) {
                capture.write(frame(VIP4, 1024 + i));
            }
        }
    }

    private static byte[] frame(final String destination, final int port) {
        return FrameBuilder.packet(CLIENT4, destination)
                .tcp(port, 80, OCTETS - 14 - 40)
                .frame();
    }

    private static void awaitSize(final Path file, final long size) throws IOException {
        final long start = System.nanoTime();
        while (Files.size(file) < size) {
            assertTrue(System.nanoTime() - start < LONGEST_NS, () -> file + " does not grow to " + size);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** A CPU that tests may use. */
    private static int allowedCpu() throws IOException {
        final String cpus = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(cpus.replaceFirst("\\D+(\\d+).*", "$1"));
    }
}
