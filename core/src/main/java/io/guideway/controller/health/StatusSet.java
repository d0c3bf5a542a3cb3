package io.guideway.controller.health;

import java.util.List;
import java.util.stream.Collectors;

/**
 * HTTP statuses that count as good. Immutable.
 *
 * @param ranges at least one; what any of them holds is good
 */
public record StatusSet(List<Range> ranges) {
    /** Only 200. */
    public static final StatusSet OK = new StatusSet(List.of(new Range(200, 200)));

    /** From {@code first} to {@code last}, both included. */
    public record Range(int first, int last) {

        /** Reads {@code 204} or {@code 200-299}; does not mind the order. */
        public static Range parse(final String text) {
            final String[] ends = text.split("-");
            return new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    /** Takes a copy. */
    public StatusSet {
        ranges = List.copyOf(ranges);
    }

    boolean contains(final int status) {
        return ranges.stream().anyMatch(range -> range.first() <= status && status <= range.last());
    }

    /** As messages say it: {@code 200, 204 or 300-399}. */
    @Override
    public String toString() {
        final String all = ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
        final int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }
}
