package io.guideway.cli.demo;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request as curl tells of it.
 *
 * @param status of the HTTP answer; 0 = none
 * @param sourcePort 0 = it did not come to a connection
 * @param micros from its start until the answer was complete
 * @param exitCode curl's, for this transfer; 0 = fine
 * @param error curl's words; empty = none
 */
record Transfer(int status, int sourcePort, long micros, int exitCode, String error) {
    /** For curl's {@code --write-out}; the first word tells these lines from the answers among which they stand. */
    static final String FORMAT = "transfer %{http_code} %{local_port} %{time_total} %{exitcode} %{errormsg}\\n";

    private static final int MICROS_DIGITS = 6;
    private static final Pattern LINE = Pattern.compile("transfer (\\d+) (-?\\d+) (\\d+\\.\\d+) (\\d+) ?(.*)");

    /** Reads a line of curl's output; empty where it is not of the {@link #FORMAT}. */
    static Optional<Transfer> parse(final String line) {
        final Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Transfer(
                Integer.parseInt(matcher.group(1)),
                Math.max(0, Integer.parseInt(matcher.group(2))),
                new BigDecimal(matcher.group(3)).movePointRight(MICROS_DIGITS).longValue(),
                Integer.parseInt(matcher.group(4)),
                matcher.group(5)));
    }

    boolean succeeded() {
        return status == 200 && exitCode == 0;
    }

    /** Why it failed. */
    String reason() {
        return error.isEmpty() ? "HTTP status " + status : error;
    }
}
