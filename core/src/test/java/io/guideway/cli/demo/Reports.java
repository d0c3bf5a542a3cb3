package io.guideway.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Results and reports to test with. */
final class Reports {
    static final int REQUESTS = 1000;
    private static final int FIRST_PORT = 40000;

    private Reports() {}

    /** All went well: 333 requests to each backend but the last, 334 to that, five packets each. */
    static DemoReport fine() {
        return report(LabService.OF_THE_DEMO.stream().map(Reports::fine).toList());
    }

    /** The same, and the story after it. */
    static DemoReport withStory(final StoryResult story) {
        final DemoReport fine = fine();
        return new DemoReport(
                fine.services(), Optional.of(story), fine.counters(), fine.forwarderWords(), fine.seconds());
    }

    static DemoReport report(final List<ServiceResult> services) {
        return new DemoReport(
                services,
                Optional.empty(),
                new ForwarderCounters(20_017, Map.of("not-for-this-port", 17L), Map.of()),
                "forwarding",
                6.25);
    }

    static ServiceResult fine(final LabService service) {
        final List<BackendResult> backends =
                List.of(backend(service, 0, 333), backend(service, 1, 333), backend(service, 2, 334));
        return new ServiceResult(service, answers(backends, transfers(REQUESTS)), backends);
    }

    /** The last requests failed, with those words of curl's. */
    static ServiceResult failing(final LabService service, final String... errors) {
        final ServiceResult fine = fine(service);
        final List<Transfer> transfers = transfers(REQUESTS - errors.length);
        for (final String error : errors) {
            transfers.add(new Transfer(0, 0, 5_000_000, 28, error));
        }
        return new ServiceResult(service, answers(fine.backends(), transfers), fine.backends());
    }

    static BackendResult backend(final LabService service, final int index, final long requests) {
        final LabHost host = LabHost.BACKENDS.get(index);
        return new BackendResult(
                host.name(), List.of(host.address(service.backendFamily())), 5 * requests, requests, requests);
    }

    static Answers answers(final List<BackendResult> backends, final List<Transfer> transfers) {
        return new Answers(
                REQUESTS,
                transfers,
                backends.stream().collect(Collectors.toMap(BackendResult::name, BackendResult::answers)));
    }

    /** Each from a port of its own; the first took 1 ms, the second 2 ms, and so on. */
    static List<Transfer> transfers(final int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Transfer(200, FIRST_PORT + i, 1000L * (i + 1), 0, ""))
                .collect(Collectors.toList());
    }
}
