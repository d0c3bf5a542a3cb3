package io.guideway.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a host, below a root directory that tests replace by one of their own. What cannot be read is taken as
 * absent: the doctor says what it can see with the rights it has. Paths are absolute, as on the host. Any thread.
 */
public final class HostFiles {
    /** By number where names differ only in that: node2 before node10. */
    private static final Comparator<String> ORDER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final Path root;

    /** The host whose root directory is {@code root}. */
    public HostFiles(final Path root) {
        this.root = root;
    }

    /** A file's content without white space around it; absent where it cannot be read. */
    Optional<String> text(final String path) {
        return look(
                path,
                file -> Optional.of(
                        Files.readString(file, StandardCharsets.ISO_8859_1).strip()),
                Optional.empty());
    }

    /** A file's lines; none where it cannot be read. */
    List<String> lines(final String path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** A file that holds one number of 0 or more; 0 where it cannot be read or holds something else. */
    long count(final String path) {
        return text(path)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** The names in a directory, in order; none where it cannot be read. */
    List<String> names(final String directory) {
        return look(directory, HostFiles::namesIn, List.of());
    }

    boolean exists(final String path) {
        return look(path, Files::exists, false);
    }

    boolean isProgram(final String path) {
        return look(path, file -> Files.isRegularFile(file) && Files.isExecutable(file), false);
    }

    /** The last name in what a symbolic link points to, as sysfs names a device's driver. */
    Optional<String> linkedName(final String path) {
        return look(
                path,
                link -> Optional.of(Files.readSymbolicLink(link).getFileName().toString()),
                Optional.empty());
    }

    private static List<String> namesIn(final Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .sorted(ORDER)
                    .toList();
        }
    }

    /** Invalid is a path that this JVM's locale cannot name; unchecked is how a directory fails while it is listed. */
    private <T> T look(final String path, final Look<T> look, final T absent) {
        try {
            return look.at(root.resolve(path.substring(1)));
        } catch (final IOException | UncheckedIOException | InvalidPathException unreadable) {
            return absent;
        }
    }

    private interface Look<T> {
        T at(Path path) throws IOException;
    }
}
