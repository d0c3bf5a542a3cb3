package io.guideway.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the client got from one service.
 *
 * @param requests that were to be sent
 * @param transfers those that came to an end, well or not
 * @param byBackend answers by the name that stood in them
 */
record Answers(int requests, List<Transfer> transfers, Map<String, Long> byBackend) {
    /** Requests that failed or were given up. */
    int failed() {
        return requests - (int) succeeded().count();
    }

    Stream<Transfer> succeeded() {
        return transfers.stream().filter(Transfer::succeeded);
    }

    /** The different reasons of failures, the first few. */
    List<String> reasons() {
        return transfers.stream()
                .filter(transfer -> !transfer.succeeded())
                .map(Transfer::reason)
                .distinct()
                .limit(3)
                .toList();
    }
}
