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
     * No packet is malformed, and no checksum is bad: of IPv4 outside, inside and in what ICMP quotes, of ICMP, of TCP and UDP
     * also where tshark puts them together from fragments. TCP and UDP in a quote, which is cut, have none that could be right.
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
        tshark.out().lines().forEach(Tshark::assertNothingBad);
    }

    /** Number; a mark if malformed; status of IPv4 checksums, of ICMP's, of ICMPv6's; of TCP's, of UDP's. A bad status is 0. */
    private static void assertNothingBad(final String line) {
        final String[] fields = line.split(";", -1);
        assertEquals("", fields[1], () -> "malformed: " + line);
        assertTrue(fields[2].matches("|1(,1)*"), () -> "IPv4 checksum in " + line);
        assertTrue((fields[3] + fields[4]).matches("|1"), () -> "ICMP checksum in " + line);
        final boolean isQuote = !(fields[3] + fields[4]).isEmpty();
        assertTrue(isQuote || !(fields[5] + fields[6]).contains("0"), () -> "transport checksum in " + line);
    }

    /** Of each packet, what is to be said of its first UDP checksum: 0 bad, 1 good, 3 absent. Tunnels may leave it off over IPv6 too. */
    static List<String> udpChecksums(final Path capture) throws IOException, InterruptedException {
        final Program.Result tshark = Program.run(List.of(
                "tshark",
                "-n",
                "-r",
                capture.toString(),
                "-o",
                "udp.check_checksum:TRUE",
                "-o",
                "udp.ignore_ipv6_zero_checksum:TRUE",
                "-T",
                "fields",
                "-E",
                "occurrence=f",
                "-e",
                "udp.checksum.status"));
        assertEquals(0, tshark.exitCode(), tshark.err());
        return tshark.out().lines().toList();
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
