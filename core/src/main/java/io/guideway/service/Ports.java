package io.guideway.service;

/**
 * The destination ports that a service takes: one, a range, or all. Port 0 and packets of protocols without ports are in
 * {@link #ALL} and nowhere else.
 *
 * @param first 1 to 65535, or 0 in {@link #ALL}
 * @param last {@code first} to 65535
 */
public record Ports(int first, int last) {
    private static final int HIGHEST = 0xFFFF;

    /** Every port, and what has none. */
    public static final Ports ALL = new Ports(0, HIGHEST);

    /** The word for {@link #ALL}. */
    private static final String EVERY = "all";

    /** @throws IllegalArgumentException if there are no such ports */
    public Ports {
        if (first > last || last > HIGHEST || first < 0 || first == 0 && last != HIGHEST) {
            throw new IllegalArgumentException(
                    "ports %d to %d are none; there are 1 to 65535, and all as 0 to 65535".formatted(first, last));
        }
    }

    /** One port, 1 to 65535. */
    public static Ports of(final int port) {
        return new Ports(port, port);
    }

    /**
     * Reads {@code 80}, {@code 8000-8999} or {@code all}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Ports parse(final String text) {
        if (text.equals(EVERY)) {
            return ALL;
        }
        if (!text.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
            throw new IllegalArgumentException("'%s' names no ports; write 80, 8000-8999 or all".formatted(text));
        }
        final int dash = text.indexOf('-');
        final int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
        final int last = dash < 0 ? first : Integer.parseInt(text.substring(dash + 1));
        if (first == 0) {
            throw new IllegalArgumentException("'%s' begins at port 0; write 1 or more, or all".formatted(text));
        }
        return new Ports(first, last);
    }

    /** Whether there is only one. */
    public boolean isSingle() {
        return first == last;
    }

    /** How many there are: 1 to 65536. */
    public int count() {
        return last - first + 1;
    }

    /** Whether {@code port}, 0 to 65535, is one of them. */
    public boolean contains(final int port) {
        return first <= port && port <= last;
    }

    /** As the configuration writes them. */
    @Override
    public String toString() {
        if (isSingle()) {
            return Integer.toString(first);
        }
        return equals(ALL) ? EVERY : "%d-%d".formatted(first, last);
    }
}
