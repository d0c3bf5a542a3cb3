package io.guideway.cli.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.api.RunningApi;
import io.guideway.controller.operate.ChangeRefusedException.Kind;
import io.guideway.controller.operate.Question;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.PcapFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command against a real server over a real socket, and by a file alone. */
class ExplainCommandTest {
    @TempDir
    private Path directory;

    private RunningApi api;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws IOException {
        api = new RunningApi(directory.resolve("lb-1.sock"));
    }

    @AfterEach
    void end() throws IOException {
        api.close();
    }

    private int execute(final String line) {
        final List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--api", api.socket().toString()));
        return new CommandLine(new ExplainCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
    }

    private String fine(final String line) {
        assertEquals(0, execute(line), err::toString);
        return out.toString();
    }

    @Test
    void aNewcomerCanReadIt() {
        assertEquals("""
                The packet that begins the flow
                    02:00:00:00:00:fe > 02:00:00:00:00:00
                    IPv4 192.0.2.1 > 203.0.113.10, TTL 64, 40 octets, don't fragment
                    TCP 40000 > 80 [SYN]
                  verdict     forwarded
                              It is sent to the backend.
                  service     web
                  hash        0123456789abcdef
                  slot        4711 of 65537, which backend 10.0.1.1 has
                  moving      yes, and flows older than the change stay with 10.0.1.2
                  record      the flow by the worker on CPU 2
                  backend     10.0.1.2, by the flow's record
                  generation  7
                  leaves      by port 0, 54 octets:
                    02:00:00:00:00:fe > 02:00:00:00:00:00
                    IPv4 192.0.2.1 > 203.0.113.10, TTL 64, 40 octets, don't fragment
                    TCP 40000 > 80 [SYN]

                    0000  02 00 00 00 00 00 02 00 00 00 00 fe 08 00 45 00
                    0010  00 28 00 00 40 00 40 06 3c c4 c0 00 02 01 cb 00
                    0020  71 0a 9c 40 00 50 00 00 00 01 00 00 00 00 50 02
                    0030  ff ff 15 45 00 00

                Later packets of the flow go the same way.
                """, fine("tcp 192.0.2.1:40000 203.0.113.10:80"));
        assertEquals(
                List.of(Question.flow("tcp", "192.0.2.1:40000", "203.0.113.10:80")),
                api.node().asked());
    }

    @Test
    void thePortIsPassedOn() {
        fine("udp [2001:db8::1]:1 [2001:db8::10]:53 --port 2");
        assertEquals(
                List.of(Question.flow("udp", "[2001:db8::1]:1", "[2001:db8::10]:53")
                        .arrivingOn(OptionalInt.of(2))),
                api.node().asked());
    }

    @Test
    void aPacketIsAskedAboutAsItIs() throws IOException {
        final byte[] frame =
                FrameBuilder.packet("192.0.2.1", "203.0.113.10").udp(1, 2, 3).frame();
        final String hex = HexFormat.of().formatHex(frame);
        final JsonNode answer = JsonMapper.shared()
                .readTree(fine("--packet " + hex + " --json"))
                .at("/packets/0");
        assertEquals("given", answer.path("packet").stringValue());
        assertEquals(hex, answer.at("/leaving/0/octets").stringValue());
        final Path capture = directory.resolve("some.pcap");
        try (PcapFile file = PcapFile.create(capture)) {
            file.write(new byte[60]);
            file.write(frame);
        }
        fine("--pcap " + capture + " --index 1");
        assertEquals(
                List.of(Question.packet(hex), Question.packet(hex)), api.node().asked());
        assertEquals(1, execute("--pcap " + capture + " --index 2"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "tcp 192.0.2.1 203.0.113.10:80,tcp needs a port behind 192.0.2.1",
                "tcp 192.0.2.1:1 203.0.113.10:65536,'203.0.113.10:65536' is no address with a port",
                "tcp 192.0.2.1:1 [2001:db8::1]:80,are of two families",
                "sctp 192.0.2.1:1 203.0.113.10:80,'sctp' is no protocol",
                "300 192.0.2.1 203.0.113.10,'300' is no protocol",
                "--packet 0,pairs of hexadecimal digits",
                "tcp 192.0.2.1:1 203.0.113.10:80 --packet 00,and not about both"
            })
    void whatMakesNoSenseIsToldWithTheValue(final String line, final String reason) {
        assertEquals(2, execute(line), err::toString);
        assertTrue(err.toString().contains(reason), err::toString);
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @CsvSource({"tcp 192.0.2.1:1", "--packet 00 --pcap x", "--index 1"})
    void wrongUseAsksNobody(final String line) {
        assertEquals(2, execute(line));
        assertEquals(List.of(), api.node().asked());
    }

    @Test
    void withoutAForwarderThereIsNoAnswer() {
        api.node().refuse(Kind.NOT_CARRIED_OUT, "nobody there");
        assertEquals(1, execute("icmp 192.0.2.1 203.0.113.10"));
        assertEquals("guideway: nobody there\n", err.toString());
    }

    @Test
    void aFileAloneWillDo() throws IOException {
        final Path file = Files.writeString(directory.resolve("lb.yaml"), """
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--no-pci"]
                  ports: [{id: 4, address: [10.0.0.2/24], neighbours: {10.0.0.11: "02:00:00:00:00:0b"}}]
                  workers: [0]
                services:
                  - {name: web, vip: 203.0.113.10, protocol: tcp, port: 80, mode: ipip, table-size: 251,
                     backends: [{address: 10.0.0.11}]}
                """);
        final String said = fine("tcp 192.0.2.1:40000 203.0.113.10:80 --config " + file);
        assertTrue(said.contains("  backend     10.0.0.11, by the hash\n"), said);
        assertTrue(said.contains("    IPv4 10.0.0.2 > 10.0.0.11, TTL 64, 60 octets, don't fragment\n"), said);
        assertTrue(said.endsWith("Later packets of the flow go the same way.\n"), said);
        assertEquals(2, execute("tcp 192.0.2.1:40000 203.0.113.10:80 --port 3 --config " + file));
        assertTrue(err.toString().contains("there is no port 3; name one of [4]"), err::toString);
        out.getBuffer().setLength(0);
        final JsonNode json =
                JsonMapper.shared().readTree(fine("udp 192.0.2.1:40000 203.0.113.10:53 --json --config " + file));
        assertEquals("no-service", json.at("/packets/0/verdict").stringValue());
        assertTrue(json.at("/packets/0/service").isNull());
        assertEquals(List.of(), api.node().asked());
    }
}
