package io.guideway.cli.demo;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came to one backend: the forwarder's count beside the server's own.
 *
 * @param addresses of the backend, one or, over several services, more
 * @param answers the client got with this backend's name in them
 */
record BackendResult(String name, List<String> addresses, long packetsForwarded, long requestsServed, long answers) {

    /** The part of the requests that came here, 0 to 1. */
    double share(final long requests) {
        return requests == 0 ? 0 : (double) requestsServed / requests;
    }

    /** The same backend's results taken together. */
    BackendResult plus(final BackendResult other) {
        final List<String> both = Stream.concat(addresses.stream(), other.addresses.stream())
                .distinct()
                .toList();
        return new BackendResult(
                name,
                both,
                packetsForwarded + other.packetsForwarded,
                requestsServed + other.requestsServed,
                answers + other.answers);
    }
}
