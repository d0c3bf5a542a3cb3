package io.guideway.cli.demo;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the {@link SteadyRequests}.
 *
 * @param startNs when it began, as {@link System#nanoTime} has it
 * @param endNs when its answer was complete, or it had failed
 * @param text the name of the backend that answered, or why it failed
 */
record SteadyRequest(long startNs, long endNs, Result result, String text) {
    private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) (answered|refused|failed) (.*)");

    /** What became of it. */
    enum Result {
        ANSWERED,
        /** Somebody refused, reset or closed the connection, as a host does that knows nothing of it. */
        REFUSED,
        /** Anything else, such as no answer at all. */
        FAILED
    }

    /**
     * Reads a line of {@code steady-requests.py}.
     *
     * @throws DemoException with the line, if it is not of that kind
     */
    static SteadyRequest parse(final String line) {
        final Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new DemoException("this does not tell of a request: " + line);
        }
        return new SteadyRequest(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Result.valueOf(matcher.group(3).toUpperCase(Locale.ROOT)),
                matcher.group(4));
    }

    boolean succeeded() {
        return result == Result.ANSWERED;
    }

    /** Whether it was under way at some time between these two. */
    boolean overlaps(final long fromNs, final long toNs) {
        return endNs >= fromNs && startNs < toNs;
    }
}
