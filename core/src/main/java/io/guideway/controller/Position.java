package io.guideway.controller;

/**
 * A place in the file, as editors count; {@link #NOWHERE} for what concerns the file as a whole.
 *
 * @param line from 1
 * @param column in characters, from 1
 */
record Position(int line, int column) implements Comparable<Position> {
    static final Position NOWHERE = new Position(0, 0);

    @Override
    public int compareTo(final Position other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }
}
