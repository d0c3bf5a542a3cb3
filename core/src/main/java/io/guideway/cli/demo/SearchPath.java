package io.guideway.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Where programs are looked for: in PATH, then in the administrator's places, which a plain {@code su} leaves out. */
final class SearchPath {
    private static final String ADMINISTRATORS = "/usr/local/sbin:/usr/sbin:/sbin";

    private SearchPath() {}

    /** As the environment variable PATH wants it. */
    static String text() {
        final String path = System.getenv("PATH");
        return path == null || path.isEmpty() ? "/usr/bin:/bin:" + ADMINISTRATORS : path + ":" + ADMINISTRATORS;
    }

    static boolean has(final String program) {
        return Arrays.stream(text().split(":"))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
