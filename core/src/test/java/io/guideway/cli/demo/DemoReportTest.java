package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private static final LabService SERVICE = LabService.OF_THE_DEMO.getFirst();

    @Test
    void whereAllAgreeThereIsNoProblem() {
        final DemoReport report = Reports.fine();
        assertEquals(List.of(), report.problems());
        assertEquals(4000, report.requests());
        assertEquals(0, report.failed());
        assertEquals(1000, DemoReport.sourcePorts(report.services()));
    }

    @Test
    void failedRequestsAreOneProblemThatGivesCurlsReasonsOnce() {
        final DemoReport report =
                Reports.report(List.of(Reports.failing(SERVICE, "timed out", "timed out", "refused")));
        assertEquals(
                List.of("l2dsr, IPv4: 3 of 1000 requests failed; curl says: timed out; refused"), report.problems());
        assertEquals(3, report.failed());
    }

    @Test
    void requestsThatWereGivenUpHaveFailed() {
        final ServiceResult fine = Reports.fine(SERVICE);
        final ServiceResult givenUp =
                new ServiceResult(SERVICE, Reports.answers(fine.backends(), Reports.transfers(900)), fine.backends());
        assertEquals(100, Reports.report(List.of(givenUp)).failed());
    }

    @Test
    void aServerThatServedMoreThanWasAskedIsAProblem() {
        assertEquals(
                List.of(
                        "l2dsr, IPv4: 1000 requests, but the servers served 1001",
                        "l2dsr, IPv4: b1 served 334 requests, but the client got 333 answers from it"),
                problems(new BackendResult("b1", List.of("10.77.0.11"), 1665, 334, 333)));
    }

    @Test
    void aBackendToWhichTheForwarderSentNothingIsAProblem() {
        assertEquals(
                List.of("l2dsr, IPv4: the forwarder sent no packet to b1"),
                problems(new BackendResult("b1", List.of("10.77.0.11"), 0, 333, 333)));
    }

    @Test
    void theStorysProblemsAreTheReportsAndItsRequestsAreNot() {
        final DemoReport report = Reports.withStory(Stories.with(Stories.silent(100, 5000)));
        assertEquals(1, report.problems().size());
        assertEquals(4000, report.requests());
        assertEquals(0, report.failed());
    }

    private static List<String> problems(final BackendResult first) {
        final ServiceResult fine = Reports.fine(SERVICE);
        final List<BackendResult> backends = new ArrayList<>(fine.backends());
        backends.set(0, first);
        return Reports.report(List.of(new ServiceResult(SERVICE, fine.answers(), backends)))
                .problems();
    }
}
