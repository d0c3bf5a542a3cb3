package io.guideway.controller.api;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * The file of a Unix socket. It is born in a directory that nobody else may enter, gets its permissions there, and is then
 * moved to its place: at no moment may somebody connect who should not, whatever the umask.
 */
final class SocketFile implements AutoCloseable {
    private static final String PERMISSIONS = "rw-rw----";
    private static final int LONGEST_PATH = 107;

    private final Path place;
    private final Path nursery;
    private Object identity;

    /**
     * Makes room for a socket.
     *
     * @param place where it is to stand; what a dead process left there is replaced
     * @throws IOException if a live process listens there, something else stands there, or the path cannot be used
     */
    SocketFile(final Path place) throws IOException {
        this.place = place.toAbsolutePath();
        requireFree();
        try {
            nursery = Files.createTempDirectory(this.place.getParent(), "."); // for its owner alone
        } catch (final IOException refused) {
            throw new IOException(
                    "no socket can be made in %s (%s); name another place with --api"
                            .formatted(this.place.getParent(), refused.getMessage()),
                    refused);
        }
        if (birthplace().toString().length() > LONGEST_PATH) {
            close();
            throw new IOException("socket %s: the path is too long; name one with --api that is %d characters shorter"
                    .formatted(place, birthplace().toString().length() - LONGEST_PATH));
        }
    }

    private void requireFree() throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException(
                    "%s is there and is no socket; remove it, or name another place with --api".formatted(place));
        }
        if (isLive(place)) {
            throw new IOException(
                    "another node listens at %s; stop it, or name another place with --api".formatted(place));
        }
    }

    /** Whether a process listens there. */
    static boolean isLive(final Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (final IOException | IllegalArgumentException nobody) {
            return false;
        }
    }

    /** Where it is to be bound. */
    Path birthplace() {
        return nursery.resolve("s");
    }

    /** It is bound: moves it to its place. */
    void publish() throws IOException {
        Files.setPosixFilePermissions(birthplace(), PosixFilePermissions.fromString(PERMISSIONS));
        identity = identity(birthplace());
        Files.move(birthplace(), place, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(nursery);
    }

    /** Where it stands. */
    Path place() {
        return place;
    }

    private static Object identity(final Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Removes it, unless another has taken its place. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(birthplace());
        Files.deleteIfExists(nursery);
        if (identity != null
                && Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                && Objects.equals(identity, identity(place))) {
            Files.delete(place);
        }
    }
}
