package io.guideway.wire;

import com.sun.security.auth.module.UnixSystem;
import io.aeron.CncFileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.IoUtil;

/**
 * The place of a forwarder's media driver, for this user alone: the driver's own directory, and a lock file that says whether a
 * forwarder is there. A lock ends with its process however that ends, so what a killed forwarder left is taken over at once,
 * and what a live one has is left alone.
 */
final class DriverDirectory implements AutoCloseable {
    /** Memory where the system has it. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private static final String LOCK = "lock";
    private static final String DRIVER = "aeron";
    private static final Set<String> OURS = Set.of(LOCK, DRIVER);

    private final Path directory;
    private final FileChannel lockFile;

    /**
     * Takes a directory; makes it where there is none.
     *
     * @throws IllegalStateException if another forwarder has it
     * @throws UncheckedIOException if it cannot be made, belongs to another user, or has other things in it
     */
    DriverDirectory(final Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            requireOurs();
            requireNothingElse();
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            lockFile = lock();
        } catch (final IOException failure) {
            throw new UncheckedIOException(
                    "directory %s cannot be used for the media driver (%s); name one of this user's own, or a new one"
                            .formatted(directory, failure.getMessage()),
                    failure);
        }
    }

    /** Where anybody may make directories, somebody may have made this one, or a link of its name to another. */
    private void requireOurs() throws IOException {
        final int owner = (int) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (Files.isSymbolicLink(directory) || owner != new UnixSystem().getUid()) {
            throw new IOException("it is a link, or belongs to another user");
        }
    }

    /** Nobody shall lose the way to a directory of other things because it was named by mistake. */
    private void requireNothingElse() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            final Optional<Path> other = entries.map(Path::getFileName)
                    .filter(name -> !OURS.contains(name.toString()))
                    .findFirst();
            if (other.isPresent()) {
                throw new IOException("it has other things in it, such as " + other.get());
            }
        }
    }

    /** The usual place for a node of this name; in memory where the system has memory for files. */
    static Path standard(final String leaf) {
        return (Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir")))
                .resolve(leaf);
    }

    /** Where the driver is, given the place. */
    static Path driver(final Path directory) {
        return directory.resolve(DRIVER);
    }

    /** What tells the driver in this directory from any that was or will be there; null where there is none. */
    static Object identity(final Path driver) {
        try {
            return Files.readAttributes(driver.resolve(CncFileDescriptor.CNC_FILE), BasicFileAttributes.class)
                    .fileKey();
        } catch (final IOException absent) {
            return null;
        }
    }

    private FileChannel lock() throws IOException {
        final FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IllegalStateException(
                    "another forwarder uses directory %s; stop it, or name another".formatted(directory));
        }
        return channel;
    }

    private static boolean isLocked(final FileChannel channel) throws IOException {
        try {
            final FileLock lock = channel.tryLock();
            return lock != null;
        } catch (final OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** Removes everything; the driver is closed. Does nothing the next time, when the place may be another's. */
    @Override
    public void close() {
        if (!lockFile.isOpen()) {
            return;
        }
        try (lockFile) {
            IoUtil.delete(driver(directory).toFile(), true);
            Files.deleteIfExists(directory.resolve(LOCK));
            Files.deleteIfExists(directory);
        } catch (final IOException failure) {
            throw new UncheckedIOException("directory %s is left behind".formatted(directory), failure);
        }
    }
}
