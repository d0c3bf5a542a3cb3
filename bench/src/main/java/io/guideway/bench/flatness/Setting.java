package io.guideway.bench.flatness;

import java.util.ArrayList;
import java.util.List;

/**
 * What there is when a point is measured.
 *
 * @param backends of each service
 * @param distinctBackends whether no two services share one
 */
record Setting(int flows, int backends, int services, boolean distinctBackends) {
    /** As words for {@code bench forward}. */
    List<String> words() {
        final List<String> words = new ArrayList<>(List.of(
                "--flows",
                Integer.toString(flows),
                "--backends",
                Integer.toString(backends),
                "--services",
                Integer.toString(services)));
        if (distinctBackends) {
            words.add("--distinct-backends");
        }
        return words;
    }

    @Override
    public String toString() {
        return "%d flows, %d services with %d %sbackends each"
                .formatted(flows, services, backends, distinctBackends ? "distinct " : "");
    }
}
