package io.guideway.bench.lab.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180), lines ended by a line feed. */
final class Csv {
    private Csv() {}

    /** A header line from the first row's names, then a line for each row; nothing where there is no row. */
    static String of(final List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        final StringBuilder text = new StringBuilder(line(rows.getFirst().keySet()));
        rows.forEach(row -> text.append(line(row.values())));
        return text.toString();
    }

    private static String line(final Collection<?> values) {
        return values.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\n"));
    }

    /** Numbers as Java writes them, which no locale changes; quoted where need be. */
    private static String cell(final Object value) {
        final String text = String.valueOf(value);
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
