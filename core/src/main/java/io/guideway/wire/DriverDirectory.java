package io.guideway.wire;

<<<<<<< HEAD
=======
import com.sun.security.auth.module.UnixSystem;
>>>>>>> 3e7dd463939120fbe113f3ed92e56c7e14344038
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
<<<<<<< HEAD
=======
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
>>>>>>> 3e7dd463939120fbe113f3ed92e56c7e14344038
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
<<<<<<< HEAD
=======
    private static final Set<String> OURS = Set.of(LOCK, DRIVER);
>>>>>>> 3e7dd463939120fbe113f3ed92e56c7e14344038

    private final Path directory;
    private final FileChannel lockFile;

    /**
     * Takes a directory; makes it where there is none.
     *
     * @throws IllegalStateException if another forwarder has it
<<<<<<< HEAD
     * @throws UncheckedIOException if it cannot be made, or belongs to another user
=======
     * @throws UncheckedIOException if it cannot be made, belongs to another user, or has other things in it
>>>>>>> 3e7dd463939120fbe113f3ed92e56c7e14344038
     */
    DriverDirectory(final Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            requireOurs();
<<<<<<< HEAD
=======
            requireNothingElse();
>>>>>>> 3e7dd463939120fbe113f3ed92e56c7e14344038
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            lockFile = lock();
        } catch (final IOException failure) {
            throw new UncheckedIOException(
<<<<<<< HEAD
                    "directory %s cannot be used for the media driver (%s); name one that this user may write"
=======
                    "directory %s cannot be used for the media driver (%s); name one of this user's own, or a new one"
>>>>>>> 3e7dd463939120fbe113f3ed92e56c7e14344038
                            .formatted(directory, failure.getMessage()),
                    failure);
        }
    }

    /** Where anybody may make directories, somebody may have made this one, or a link of its name to another. */
    private void requireOurs() throws IOException {
<<<<<<< HEAD
        final Path made = Files.createTempFile(directory, "owner", "");
        try {
            if (Files.isSymbolicLink(directory) || !uid(made).equals(uid(directory))) {
                throw new IOException("it is a link, or belongs to another user");
            }
        } finally {
            Files.delete(made);
        }
    }

    private static Object uid(final Path file) throws IOException {
        return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
=======
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
>>>>>>> 3e7dd463939120fbe113f3ed92e56c7e14344038
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

<<<<<<< HEAD
    /** Removes everything; the driver is closed. */
    @Override
    public void close() {
=======
    /** Removes everything; the driver is closed. Does nothing the next time, when the place may be another's. */
    @Override
    public void close() {
        if (!lockFile.isOpen()) {
            return;
        }
>>>>>>> 3e7dd463939120fbe113f3ed92e56c7e14344038
        try (lockFile) {
            IoUtil.delete(driver(directory).toFile(), true);
            Files.deleteIfExists(directory.resolve(LOCK));
            Files.deleteIfExists(directory);
        } catch (final IOException failure) {
            throw new UncheckedIOException("directory %s is left behind".formatted(directory), failure);
        }
    }
}
