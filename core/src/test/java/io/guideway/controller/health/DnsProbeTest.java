package io.guideway.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DnsProbeTest {
    private static final Check CHECK = new Check.Dns("www.Example.org", Check.RecordType.AAAA);

    @Test
    void theQueryIsAsTheRfcHasIt() {
        final CompletableFuture<byte[]> seen = new CompletableFuture<>();
        try (UdpServer server = new UdpServer(query -> {
            seen.complete(query);
            return List.of(response(query, 0, 1));
        })) {
            Runs.good(CHECK, server.address(), "DNS answered 1 records for AAAA www.example.org");
        }
        final byte[] query = seen.join();
        final String behindTheId = HexFormat.of().formatHex(query, 2, query.length);
        final String name = "03" + hex("www") + "07" + hex("Example") + "03" + hex("org") + "00";
        assertEquals("0100" + "0001" + "0000" + "0000" + "0000" + name + "001c" + "0001", behindTheId);
    }

    private static String hex(final String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aCodeOtherThanNoErrorIsBad() {
        assertBad(2, 0, "DNS SERVFAIL for AAAA www.example.org");
        assertBad(3, 0, "DNS NXDOMAIN for AAAA www.example.org");
        assertBad(9, 1, "DNS RCODE 9");
    }

    @Test
    void noRecordIsBad() {
        assertBad(0, 0, "DNS answered no record for AAAA www.example.org");
    }

    private static void assertBad(final int code, final int records, final String reason) {
        try (UdpServer server = new UdpServer(query -> List.of(response(query, code, records)))) {
            Runs.bad(CHECK, server.address(), reason);
        }
    }

    @Test
    void whatDoesNotAnswerTheQueryIsPassedOver() {
        try (UdpServer server = new UdpServer(query -> {
            final byte[] other = response(query, 2, 0);
            other[0] ^= 1;
            final List<byte[]> all = new ArrayList<>(List.of(new byte[0], new byte[11], query, other));
            all.add(response(query, 0, 2));
            return all;
        })) {
            Runs.good(CHECK, server.address(), "DNS answered 2 records for AAAA www.example.org");
        }
    }

    @Test
    void garbageAloneIsLeftWhenTheTimeIsOver() throws InterruptedException {
        try (UdpServer server = UdpServer.answering("garbage that is as long as a header")) {
            Runs.overdue(CHECK, server.address(), server::awaitDatagram);
        }
    }

    @Test
    void nobodyThereIsBad() throws IOException {
        Runs.bad(CHECK, UdpProbeTest.nobody(), "nothing listens there");
    }

    private static byte[] response(final byte[] query, final int code, final int records) {
        final byte[] response = Arrays.copyOf(query, query.length);
        response[2] |= (byte) 0x80;
        response[3] |= (byte) code;
        response[7] = (byte) records;
        return response;
    }
}
