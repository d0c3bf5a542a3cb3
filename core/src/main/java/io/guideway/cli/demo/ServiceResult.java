package io.guideway.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** What became of the requests to one service: at the client, in the forwarder, at the servers. */
record ServiceResult(LabService service, Answers answers, List<BackendResult> backends) {
    long packetsForwarded() {
        return backends.stream().mapToLong(BackendResult::packetsForwarded).sum();
    }

    long requestsServed() {
        return backends.stream().mapToLong(BackendResult::requestsServed).sum();
    }

    /** What is not as it has to be; empty = all is well. */
    List<String> problems() {
        if (answers.failed() > 0) {
            // The rest of the figures cannot be right then; the table shows them.
            return List.of("%s: %d of %d requests failed; curl says: %s"
                    .formatted(
                            service.title(),
                            answers.failed(),
                            answers.requests(),
                            String.join("; ", answers.reasons())));
        }
        final List<String> problems = new ArrayList<>();
        if (requestsServed() != answers.requests()) {
            problems.add("%s: %d requests, but the servers served %d"
                    .formatted(service.title(), answers.requests(), requestsServed()));
        }
        for (final BackendResult backend : backends) {
            addProblems(backend, problems);
        }
        return problems;
    }

    private void addProblems(final BackendResult backend, final List<String> problems) {
        if (backend.packetsForwarded() == 0) {
            problems.add("%s: the forwarder sent no packet to %s".formatted(service.title(), backend.name()));
        }
        if (backend.answers() != backend.requestsServed()) {
            problems.add("%s: %s served %d requests, but the client got %d answers from it"
                    .formatted(service.title(), backend.name(), backend.requestsServed(), backend.answers()));
        }
    }
}
