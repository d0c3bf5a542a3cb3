package io.guideway.controller;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong with a configuration file, or doubtful in it.
 *
 * @param file the file as the caller named it
 * @param line from 1; 0 where the whole file is meant
 * @param column in characters, from 1; 0 where the whole file is meant
 * @param path keys and indices from the root, such as {@code services[0].backends[1].address}; empty at the root
 * @param value what stands there, shortened; of a secret only the beginning; empty where nothing stands
 * @param message what is wrong
 * @param remedy what to do about it
 */
public record Problem(
        String file, int line, int column, String path, Optional<String> value, String message, String remedy) {
    static final Comparator<Problem> BY_PLACE =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    /** One line for people: {@code FILE:LINE:COLUMN: PATH: message (value …); remedy}. */
    @Override
    public String toString() {
        return file
                + (line == 0 ? "" : ":" + line + ":" + column)
                + (path.isEmpty() ? "" : ": " + path)
                + ": " + message
                + value.map(" (value %s)"::formatted).orElse("")
                + "; " + remedy;
    }
}
