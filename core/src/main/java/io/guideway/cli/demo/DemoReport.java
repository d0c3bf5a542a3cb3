package io.guideway.cli.demo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a demo has shown.
 *
 * @param services in the order of the requests
 * @param story what happened after those; empty where it was not told
 * @param counters the forwarder's, over the whole run
 * @param forwarderWords the last lines the forwarder wrote on standard error
 * @param seconds from the first namespace to the last server's end
 */
record DemoReport(
        List<ServiceResult> services,
        Optional<StoryResult> story,
        ForwarderCounters counters,
        String forwarderWords,
        double seconds) {
    /** To the services, without the story's own. */
    int requests() {
        return services.stream().mapToInt(result -> result.answers().requests()).sum();
    }

    int failed() {
        return services.stream().mapToInt(result -> result.answers().failed()).sum();
    }

    /** How long the requests of those services took. */
    static Optional<RequestTimes> times(final List<ServiceResult> services) {
        return RequestTimes.of(succeeded(services));
    }

    /** From how many different source ports requests of those services succeeded. */
    static long sourcePorts(final List<ServiceResult> services) {
        return succeeded(services).mapToInt(Transfer::sourcePort).distinct().count();
    }

    private static Stream<Transfer> succeeded(final List<ServiceResult> services) {
        return services.stream().flatMap(result -> result.answers().succeeded());
    }

    /** What is not as it has to be; empty = the demo has shown what it was to show. */
    List<String> problems() {
        return Stream.concat(
                        services.stream().flatMap(result -> result.problems().stream()),
                        story.stream().flatMap(result -> result.problems().stream()))
                .toList();
    }
}
