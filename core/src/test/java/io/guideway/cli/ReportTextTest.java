package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.forwarder.DeviceCounts;
import io.guideway.forwarder.Report;
import io.guideway.forwarder.VerdictCounts;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.ring.PortStatistics;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    private static final int COLUMNS = 80;
    private static final String LONGEST_ADDRESS = "2001:db8:1111:2222:3333:4444:5555:%x";

    /** A tier's packets in three years at 100 million a second. */
    private static final long MANY = 9_999_999_999_999_999L;

    /** A port that lost packets in every way. */
    private static final DeviceCounts LOSSES = new DeviceCounts(
            List.of(new DeviceCounts.PortCount(
                    65535, new PortStatistics(MANY, MANY, MANY, MANY, MANY, MANY, MANY, MANY))),
            8,
            0);

    @Test
    void theLongestNamesAddressesAndNumbersFit80Columns() {
        final VerdictCounts verdicts = new VerdictCounts(
                Arrays.stream(Verdict.values()).collect(Collectors.toMap(verdict -> verdict, verdict -> MANY)));
        final Report report =
                new Report(1, verdicts, List.of(count("\uD83D\uDEE4".repeat(127) + "x", 65535)), List.of(), LOSSES);
        for (final String line : print(report)) {
            assertTrue(line.codePointCount(0, line.length()) <= COLUMNS, line);
        }
    }

    @Test
    void everyServiceAndBackendIsToldWithItsCountAndShare() {
        final Report report = new Report(
                3,
                new VerdictCounts(Map.of(Verdict.FORWARDED, 1_000L, Verdict.NO_SERVICE, 234L)),
                List.of(count("web", 80)),
                List.of(),
                new DeviceCounts(
                        List.of(new DeviceCounts.PortCount(5, new PortStatistics(0, 0, 0, 0, 17, 0, 0, 0))), 8, 0));
        assertEquals(
                List.of(
                        "generation 3: 1,234 packets received",
                        "forwarded 1,000 81.0%",
                        "dropped: no-service 234 19.0%",
                        "service web",
                        "2001:db8:1111:2222:3333:4444:5555:ffff tcp/80, l2dsr " + grouped(MANY),
                        "2001:db8:1111:2222:3333:4444:5555:eee1 3 75.0%",
                        "2001:db8:1111:2222:3333:4444:5555:eee2 1 25.0%",
                        "port 5: missed, its receive queue was full 17"),
                print(report).stream()
                        .map(line -> line.strip().replaceAll(" +", " "))
                        .toList());
    }

    @Test
    void aServiceWithoutPacketsHasNoShares() {
        final Service service = count("web", 80).service();
        final Report report = new Report(
                1,
                new VerdictCounts(Map.of()),
                List.of(new Report.ServiceCount(
                        service,
                        0,
                        0,
                        List.of(new Report.BackendCount(service.backends().get(0), 0, 0)))),
                List.of(),
                new DeviceCounts(List.of(), 8, 0));
        assertTrue(
                print(report).getLast().strip().endsWith(" 0"),
                () -> print(report).getLast());
    }

    private static List<String> print(final Report report) {
        final StringWriter text = new StringWriter();
        new ReportText(new PrintWriter(text)).print(report);
        return text.toString().lines().toList();
    }

    private static Report.ServiceCount count(final String name, final int port) {
        final List<Backend> backends = List.of(new Backend(address(0xEEE1), 1), new Backend(address(0xEEE2), 1));
        final Service service = new Service(
                name, address(0xFFFF), Protocol.TCP, port, Mode.L2DSR, HashFields.FIVE_TUPLE, 7, List.of(), backends);
        return new Report.ServiceCount(
                service,
                MANY,
                MANY,
                List.of(
                        new Report.BackendCount(backends.get(0), 3, 300),
                        new Report.BackendCount(backends.get(1), 1, 100)));
    }

    private static IpAddress address(final int last) {
        return IpAddress.parse(LONGEST_ADDRESS.formatted(last));
    }

    private static String grouped(final long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
