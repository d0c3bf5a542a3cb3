package io.guideway.bench.compare;

import java.io.Serial;
import java.nio.file.Path;

/** A file that cannot be compared; the message names it, what is wrong, and what is wanted. */
final class WrongFileException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    WrongFileException(final Path file, final String what) {
        super("%s %s".formatted(file, what));
    }
}
