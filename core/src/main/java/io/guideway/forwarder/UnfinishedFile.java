package io.guideway.forwarder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is written beside its place and takes it when it is whole; closed before that, or left by a program that a
 * signal ends, it is gone.
 */
public final class UnfinishedFile implements AutoCloseable {
    private static final FileAttribute<?> READABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private final Path target;
    private final Path path;

    /** @throws IOException if a file of that name cannot be written there */
    public UnfinishedFile(final Path target) throws IOException {
        this.target = target.toAbsolutePath();
        final Path folder = this.target.getParent();
        if (folder == null || Files.isDirectory(this.target) || !Files.isWritable(folder)) {
            throw new IOException(
                    "%s cannot be written; name a file in a directory that exists and is writable".formatted(target));
        }
        // Taking the place of /dev/null would take it from everyone.
        if (Files.exists(this.target) && !Files.isRegularFile(this.target)) {
            throw new IOException("%s is no regular file; name one, which is replaced, or a new one".formatted(target));
        }
        path = Files.createTempFile(folder, "." + this.target.getFileName(), ".unfinished", READABLE);
        path.toFile().deleteOnExit();
    }

    /** Where to write. */
    public Path path() {
        return path;
    }

    /** The file is whole: it takes its place, and that of a file that was there. */
    public void keep() throws IOException {
        Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
