package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A second opinion on captures, checksum validation on. */
final class Tshark {
    private Tshark() {}

    /** Every packet is well-formed, and every IPv4, TCP and UDP checksum in it is there and good, outer and inner. */
    static void assertSound(final Path capture, final int packets) throws IOException, InterruptedException {
        final Program.Result tshark = Program.run(List.of(
                "tshark",
                "-n",
                "-r",
                capture.toString(),
                "-o",
                "ip.check_checksum:TRUE",
                "-o",
                "tcp.check_checksum:TRUE",
                "-o",
                "udp.check_checksum:TRUE",
                "-o",
                "tcp.analyze_sequence_numbers:FALSE",
                "-o",
                "tcp.desegment_tcp_streams:FALSE",
                // Whatever the client's port: the payload is ours and no protocol of anybody.
                "-d",
                "tcp.port==80,data",
                "-d",
                "udp.port==80,data",
                "-T",
                "fields",
                "-E",
                "separator=;",
                "-e",
                "frame.number",
                "-e",
                "ip.checksum.status",
                "-e",
                "tcp.checksum.status",
                "-e",
                "udp.checksum.status",
                "-e",
                "_ws.malformed"));
        assertEquals(0, tshark.exitCode(), tshark.err());
        assertEquals(packets, tshark.out().lines().count());
        tshark.out().lines().forEach(Tshark::assertSound);
    }

    /**
     * No packet is malformed, and no checksum that can be looked at is bad, in ICMP, around it, in what it quotes, or in what
     * was put together from fragments. What is quoted in part has none that could be looked at.
     */
    static void assertNothingBad(final Path capture, final int packets) throws IOException, InterruptedException {
        final Program.Result tshark = Program.run(List.of(
                "tshark",
                "-n",
                "-r",
                capture.toString(),
                "-o",
                "ip.check_checksum:TRUE",
                "-o",
                "tcp.check_checksum:TRUE",
                "-o",
                "udp.check_checksum:TRUE",
                "-d",
                "tcp.port==80,data",
                "-d",
                "udp.port==80,data",
                "-T",
                "fields",
                "-E",
                "separator=;",
                "-e",
                "frame.number",
                "-e",
                "_ws.malformed",
                "-e",
                "ip.checksum.status",
                "-e",
                "icmp.checksum.status",
                "-e",
                "icmpv6.checksum.status",
                "-e",
                "tcp.checksum.status",
                "-e",
                "udp.checksum.status"));
        assertEquals(0, tshark.exitCode(), tshark.err());
        assertEquals(packets, tshark.out().lines().count());
        tshark.out()
                .lines()
                .forEach(line -> assertTrue(line.matches("[0-9]+;;[^0]*"), () -> "bad or malformed: " + line));
    }

    /** Number; status of IPv4 checksums, outer before inner; of TCP's; of UDP's; a mark if malformed. A good status is 1. */
    private static void assertSound(final String line) {
        final String[] fields = line.split(";", -1);
        assertTrue(fields[1].matches("|1(,1)?"), () -> "IPv4 checksum in " + line);
        assertTrue(fields[2].matches("|1") && fields[3].matches("|1"), () -> "transport checksum in " + line);
        assertEquals(1, fields[2].length() + fields[3].length(), () -> "no transport checksum in " + line);
        assertEquals("", fields[4], () -> "malformed: " + line);
    }
}
