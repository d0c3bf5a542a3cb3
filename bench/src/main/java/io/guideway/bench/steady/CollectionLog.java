package io.guideway.bench.steady;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The collections in a log of a JVM (JEP 158 and 271), whichever its collector:
 * {@code [3.210s][gc] GC(0) Major Collection (Warmup) 52M(10%)->14M(3%) 0.010s}. Other lines are passed over.
 */
final class CollectionLog {
    /** What a JVM is told that shall write one, without the file. */
    private static final String OUTPUT = "-Xlog:gc*:file=%s:uptime,tags:filecount=0";

    private static final Pattern COLLECTION = Pattern.compile(
            "\\[([\\d.]+)s]\\[gc *] GC\\(\\d+\\) (.*?) (\\d+)M(?:\\(\\d+%\\))?->(\\d+)M\\S* ([\\d.]+)(m?)s");

    private static final double MS_A_SECOND = 1e3;

    private CollectionLog() {}

    /** The flag that has a JVM write its log to {@code file}. */
    static String flag(final Path file) {
        return OUTPUT.formatted(file);
    }

    /** All collections that have ended, in their order. */
    static List<Collection> read(final Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.flatMap(line -> collection(line).stream()).toList();
        }
    }

    /** The collection that a line tells of, if it tells of one. */
    static Optional<Collection> collection(final String line) {
        final Matcher parts = COLLECTION.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        final double unit = parts.group(6).isEmpty() ? MS_A_SECOND : 1;
        return Optional.of(new Collection(
                Double.parseDouble(parts.group(1)),
                parts.group(2),
                Long.parseLong(parts.group(3)),
                Long.parseLong(parts.group(4)),
                Double.parseDouble(parts.group(5)) * unit));
    }
}
