package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.forward.RareFrames;
import io.guideway.forward.Rig;
import io.guideway.forward.SampleFrames;
import io.guideway.forward.Sites;
import io.guideway.packet.PcapFile;
import io.guideway.packet.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Captures through the packaged program and DPDK's pcap device. */
class ReplayIT {
    @TempDir
    private Path directory;

    private Path config;
    private Path in;
    private Path out;

    @BeforeEach
    void layOut() throws IOException {
        config = directory.resolve("samples.yaml");
        in = directory.resolve("in, with a comma.pcap");
        out = directory.resolve("out, with a comma.pcap");
        try (var resource = ReplayIT.class.getResourceAsStream("samples.yaml")) {
            Files.write(config, resource.readAllBytes());
        }
    }

    /** The pipeline between memory rings, which other tests prove octet by octet, is the measure for the one on DPDK. */
    @Test
    void whatIsWrittenIsWhatTheWorkerSends() throws Exception {
        final List<byte[]> frames = wellFormedAndDamagedFrames();
        write(frames);
        final Path verdicts = directory.resolve("verdicts.jsonl");
        final Program.Result result = Program.guideway("replay", config, in, out, "--verdicts", verdicts, "--json");
        assertEquals(0, result.exitCode(), result.err());

        try (Rig rig = new Rig(SampleFrames.SERVICES, Sites::route)) {
            final List<byte[]> expected = new ArrayList<>();
            final List<String> expectedVerdicts = new ArrayList<>();
            for (final byte[] frame : frames) {
                expected.addAll(rig.walk(frame));
                // None of the damaged frames is the first fragment that another one waits for.
                final Verdict verdict = rig.verdict();
                expectedVerdicts.add((verdict == Verdict.HELD ? Verdict.FRAGMENT_ORPHAN : verdict).text());
            }
            assertEquals(List.of(), rig.finish());
            final List<byte[]> written = PcapFile.read(out);
            assertEquals(expected.size(), written.size());
            for (int i = 0; i < expected.size(); i++) {
                assertArrayEquals(expected.get(i), written.get(i), "output packet " + i);
            }
            assertVerdicts(expectedVerdicts, Files.readAllLines(verdicts));
            assertReport(frames.size(), rig, JsonMapper.shared().readTree(result.out()));
        }
    }

    private static void assertVerdicts(final List<String> expected, final List<String> lines) {
        assertEquals(expected.size(), lines.size());
        int outputs = 0;
        for (int i = 0; i < lines.size(); i++) {
            final JsonNode line = JsonMapper.shared().readTree(lines.get(i));
            final boolean forwarded = line.get("verdict").asString().equals("forwarded");
            assertEquals(i, line.get("index").asInt());
            assertEquals(expected.get(i), (forwarded ? line.get("verdict") : line.get("reason")).asString());
            assertEquals(1, line.get("generation").asInt());
            assertEquals(
                    forwarded ? "[" + outputs++ + "]" : "[]",
                    line.get("outputs").toString());
            assertEquals(
                    forwarded,
                    line.get("slot").isNumber() && line.get("backend").isString());
        }
    }

    private static void assertReport(final int frames, final Rig rig, final JsonNode report) {
        assertEquals(frames, report.get("received").asInt());
        assertEquals(
                rig.worker.counters().packets(Verdict.FORWARDED),
                report.at("/verdicts/forwarded").asLong());
        long sum = 0;
        for (final JsonNode count : report.get("verdicts")) {
            sum += count.asLong();
        }
        assertEquals(frames, sum);
        for (final var drop : report.get("drops").properties()) {
            final Verdict verdict = Verdict.valueOf(drop.getKey().toUpperCase().replace('-', '_'));
            assertEquals(rig.worker.counters().packets(verdict), drop.getValue().asLong(), drop.getKey());
        }
    }

    private static List<byte[]> wellFormedAndDamagedFrames() {
        final Random random = new Random(7);
        final List<byte[]> frames = new ArrayList<>();
        for (final byte[] sample : SampleFrames.all()) {
            frames.add(sample);
            for (int length = 1; length < sample.length; length++) {
                frames.add(Arrays.copyOf(sample, length));
            }
            for (int i = 0; i < 200; i++) {
                final byte[] changed = sample.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                frames.add(changed);
            }
        }
        return frames;
    }

    /** What is answered and what is cut, in one file; the limit on answers is far from these few. */
    @Test
    void answersAndFragmentsAreWrittenAndTold() throws Exception {
        write(RareFrames.all());
        final Path verdicts = directory.resolve("verdicts.jsonl");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "mode: l2dsr\n    table-size: 251\n    backends: [{address: \"fd",
                                "mode: ipip\n    table-size: 251\n    backends: [{address: \"fd"));
        final Program.Result result = Program.guideway("replay", config, in, out, "--verdicts", verdicts);
        assertEquals(0, result.exitCode(), result.err());
        final List<byte[]> written = PcapFile.read(out);
        final List<Integer> told = new ArrayList<>();
        for (final String line : Files.readAllLines(verdicts)) {
            JsonMapper.shared().readTree(line).get("outputs").forEach(output -> told.add(output.asInt()));
        }
        assertEquals(
                IntStream.range(0, written.size()).boxed().toList(),
                told.stream().sorted().toList());
        Tshark.assertNothingBad(out, written.size());
    }

    @Test
    void anEmptyCaptureGivesAnEmptyOne() throws Exception {
        write(List.of());
        assertEquals(0, Program.guideway("replay", config, in, out).exitCode());
        assertTrue(PcapFile.read(out).isEmpty());
    }

    @Test
    void whatIsNoCaptureIsRefusedAndTheOutputStaysAsItWas() throws Exception {
        Files.writeString(out, "precious");
        Files.writeString(in, "node: {name: this is no capture}");
        assertRefused("neither pcap nor pcapng");
        PcapFile.create(in, 113).close();
        assertRefused("link type 113 is not Ethernet");
        Files.delete(in);
        assertRefused("no such file");
    }

    @Test
    void aCaptureThatEndsWithinAPacketIsRefused() throws Exception {
        Files.writeString(out, "precious");
        write(SampleFrames.all());
        final byte[] whole = Files.readAllBytes(in);
        Files.write(in, Arrays.copyOf(whole, whole.length - 5));
        assertRefused("is damaged after packet " + (SampleFrames.all().size() - 1));
    }

    @Test
    void whatDoesNotFitOnTheDiskIsAFailureAndLeavesNothingBehind() throws Exception {
        write(Collections.nCopies(2000, SampleFrames.all().getFirst()));
        final Path small = Files.createDirectory(directory.resolve("small"));
        assertTooMuch(small, "octets could be written in " + small + "; make room there", small.resolve("out.pcap"));
        assertTooMuch(small, "No space left on device", out, "--verdicts", small.resolve("verdicts.jsonl"));
        assertFalse(Files.exists(out));
    }

    /** A file system of 64 KiB, seen by this one program, stands in for a full disk; then what it holds is listed. */
    private void assertTooMuch(final Path small, final String reason, final Object... output) throws Exception {
        final List<String> words = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c"));
        words.add("mount -t tmpfs -o size=64k none \"$1\"; cd \"$1\"; shift; \"$@\"; echo ended with $?; ls -A");
        words.addAll(List.of("sh", small.toString()));
        words.addAll(Program.words("replay", config, in));
        Stream.of(output).map(Object::toString).forEach(words::add);
        final Program.Result result = Program.run(words);
        assertTrue(result.err().contains(reason), result.err());
        assertFalse(result.err().contains("\tat "), result.err());
        assertEquals("ended with 1", result.out().strip());
    }

    private void assertRefused(final String reason) throws Exception {
        final Program.Result result = Program.guideway("replay", config, in, out);
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains(reason), result.err());
        assertEquals("precious", Files.readString(out));
        try (Stream<Path> files = Files.list(directory)) {
            assertFalse(files.anyMatch(f -> f.toString().endsWith(".unfinished")), "an unfinished file is left");
        }
    }

    @Test
    void anUnknownPortAndABadConfigurationAreRefused() throws Exception {
        write(SampleFrames.all());
        final Program.Result port = Program.guideway("replay", config, in, out, "--port", 7);
        assertEquals(1, port.exitCode());
        assertTrue(port.err().contains("no port 7; name one of [0]"), port.err());

        final String text = Files.readString(config, StandardCharsets.UTF_8);
        Files.writeString(config, text.replaceFirst("table-size: 251", "table-size: 252"));
        final Program.Result bad = Program.guideway("replay", config, in, out);
        assertEquals(2, bad.exitCode());
        assertTrue(
                bad.err().contains("services[0].table-size: table size 252 is not prime (value 252); try 257"),
                bad.err());
        assertFalse(Files.exists(out));
    }

    private void write(final List<byte[]> frames) throws IOException {
        try (PcapFile capture = PcapFile.create(in)) {
            for (final byte[] frame : frames) {
                capture.write(frame);
            }
        }
    }
}
