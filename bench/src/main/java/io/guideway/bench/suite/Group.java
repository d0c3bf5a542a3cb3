package io.guideway.bench.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Benchmarks that belong together. Their regular expressions serve JMH's own command line as well. */
enum Group {
    PARSE("Parse"),
    LOOKUP("Classify|Select|TableLookup"),
    RECORDS("Record"),
    BUILD("TableBuild"),
    HASH("FlowHash|VectorHash"),
    REWRITE("Rewrite|Restore"),
    TRANSMIT("Transmit"),
    COUNTERS("Count|Counter|RoundTimes"),
    PIPELINE("Pipeline|WideServices|Loop"),
    CROSSING("Crossing"),
    HOP("AeronHop|AeronRoundTrip");

    private final String regex;

    Group(final String classes) {
        regex = "\\.(%s)Benchmark\\.".formatted(classes);
    }

    /** Found in the names of this group's benchmarks and of no others. */
    String regex() {
        return regex;
    }

    /** As people write it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Group> named(final String word) {
        return Arrays.stream(values())
                .filter(group -> group.label().equals(word))
                .findFirst();
    }

    /** The group of a benchmark, by its full name. */
    static Optional<Group> of(final String benchmark) {
        return Arrays.stream(values())
                .filter(group -> Pattern.compile(group.regex).matcher(benchmark).find())
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Group::label).toList();
    }
}
