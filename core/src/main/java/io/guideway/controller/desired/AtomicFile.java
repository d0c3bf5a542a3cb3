package io.guideway.controller.desired;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Replaces files so that whoever reads them, also after a power cut, sees all of the old or all of the new: it is written beside
 * the old one, brought to the disk, and renamed.
 */
public final class AtomicFile {
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private AtomicFile() {}

    /**
     * Writes a file; one that was there keeps its permissions, and its owner and group where this process may give them. Of a
     * link the file that it leads to is replaced. A new file is its owner's alone.
     *
     * @throws IOException if it cannot be written; the old one is as it was then
     */
    public static void write(final Path file, final byte[] octets) throws IOException {
        final Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        final Path folder = target.getParent();
        final Path unfinished = Files.createTempFile(folder, "." + target.getFileName(), ".unfinished", OWNER_ALONE);
        try {
            fill(unfinished, octets);
            if (Files.exists(target)) {
                takeOver(target, unfinished);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        force(folder);
    }

    private static void fill(final Path file, final byte[] octets) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            final ByteBuffer rest = ByteBuffer.wrap(octets);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static void takeOver(final Path from, final Path to) throws IOException {
        final PosixFileAttributes old = Files.readAttributes(from, PosixFileAttributes.class);
        final PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        final PosixFileAttributes now = view.readAttributes();
        try {
            if (!old.group().equals(now.group())) {
                view.setGroup(old.group());
            }
            if (!old.owner().equals(now.owner())) {
                view.setOwner(old.owner());
            }
        } catch (final IOException notOurs) {
            // Only root gives files away; the contents matter more.
        }
        view.setPermissions(old.permissions());
    }

    /** Brings the rename to the disk. */
    private static void force(final Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
