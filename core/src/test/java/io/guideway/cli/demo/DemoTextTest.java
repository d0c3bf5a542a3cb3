package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DemoTextTest {
    private final String text = DemoText.of(Reports.fine());

    @Test
    void noLineIsLongerThan80Columns() {
        assertAll(text.lines().map(line -> (Executable) () -> assertTrue(line.length() <= 80, line)));
    }

    @Test
    void everyServiceHasATable() {
        assertHas(
                "l2dsr, IPv4: VIP 203.0.113.1, port 80",
                "l2dsr, IPv6: VIP 2001:db8::1, port 80",
                "ipip, IPv4: VIP 203.0.113.2, port 80",
                "ipip, IPv6: VIP 2001:db8::2, port 80");
    }

    @Test
    void aBackendsRowHasBothCountsAndItsShare() {
        assertHas("b3 fd67:7569:6465::13 1,670 334 33.4 %");
    }

    @Test
    void requestsPortsTimesDropsAndTheTotalAreThere() {
        assertHas(
                "1,000 requests, 0 failed; 1,000 source ports",
                "a request took, ms: min 1.00, median 500.00, p99 990.00, max 1000.00",
                "The forwarder received 20,017 packets; dropped, by reason:",
                "not-for-this-port 17",
                "4,000 of 4,000 HTTP requests succeeded, in 6.3 s; the lab is removed.");
    }

    @Test
    void aServiceWithoutAnyAnswerStillHasATable() {
        final LabService service = LabService.OF_THE_DEMO.getFirst();
        final ServiceResult silent = new ServiceResult(
                service,
                Reports.answers(List.of(), List.of()),
                List.of(new BackendResult("b1", List.of("10.77.0.11"), 0, 0, 0)));
        final String silence = DemoText.of(Reports.report(List.of(silent)));
        assertTrue(silence.contains("1,000 requests, 1,000 failed; 0 source ports"), silence);
        assertTrue(silence.contains("no request succeeded"), silence);
    }

    @Test
    void theStoryStandsAfterTheTables() {
        final String whole = DemoText.of(Reports.withStory(Stories.fine()));
        assertTrue(whole.contains("\n\n" + StoryText.of(Stories.fine()) + "\nThe forwarder received"), whole);
    }

    private void assertHas(final String... lines) {
        final List<String> words =
                text.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
        assertAll(Stream.of(lines).map(line -> () -> assertTrue(words.contains(line), line + " is not in\n" + text)));
    }
}
