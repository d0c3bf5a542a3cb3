package io.guideway.controller.api;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the sockets of nodes stand if nothing else is said: {@code /run/guideway}, or where that may not be written
 * {@code $XDG_RUNTIME_DIR/guideway}, or {@code guideway-UID} where temporary files are. Nodes and their clients look in the same
 * places. A directory that another user may have made, to listen in the node's stead, is passed over.
 *
 * @param directories the best first
 */
public record ApiDirectories(List<Path> directories) {
    private static final String SUFFIX = ".sock";
    private static final int LONGEST_NAME = 48;

    /** Others may come this far; whether they get on is the socket's own business. */
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwxr-xr-x");

    /** Those of this user on this machine. */
    public static ApiDirectories standard() {
        final List<Path> directories = new ArrayList<>(List.of(Path.of("/run/guideway")));
        final String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (runtime != null && !runtime.isBlank()) {
            directories.add(Path.of(runtime, "guideway"));
        }
        directories.add(Path.of(System.getProperty("java.io.tmpdir"), "guideway-" + uid()));
        return new ApiDirectories(directories);
    }

    /** The socket that a node is to make; its directory is there. */
    public Path toServe(final String node) throws IOException {
        for (final Path directory : directories) {
            if (isMade(directory) && isTrusted(directory) && Files.isWritable(directory)) {
                return directory.resolve(fileName(node));
            }
        }
        throw new IOException("no socket for the API can be made in %s; name one with --api".formatted(shown()));
    }

    private static boolean isMade(final Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(MODE));
            }
            return true;
        } catch (final IOException notHere) {
            return false;
        }
    }

    /** The socket of a running node of this name. */
    public Path find(final String node) throws IOException {
        for (final Path socket : sockets()) {
            if (socket.getFileName().toString().equals(fileName(node)) && SocketFile.isLive(socket)) {
                return socket;
            }
        }
        throw new IOException(
                "no node '%s' answers in %s; start it, or name its socket with --api".formatted(node, shown()));
    }

    /** The socket of the one node that runs here. */
    public Path findOnly() throws IOException {
        final List<Path> live = new ArrayList<>();
        for (final Path socket : sockets()) {
            if (SocketFile.isLive(socket)) {
                live.add(socket);
            }
        }
        if (live.isEmpty()) {
            throw new IOException("no node answers in %s; start one, or name its socket with --api".formatted(shown()));
        }
        if (live.size() > 1) {
            throw new IOException("several nodes run here: %s; say which with --node or --api"
                    .formatted(live.stream().map(ApiDirectories::nodeName).collect(Collectors.joining(", "))));
        }
        return live.getFirst();
    }

    private List<Path> sockets() throws IOException {
        final List<Path> sockets = new ArrayList<>();
        for (final Path directory : directories) {
            if (Files.isReadable(directory) && isTrusted(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    files.filter(file -> file.toString().endsWith(SUFFIX))
                            .sorted()
                            .forEach(sockets::add);
                }
            }
        }
        return sockets;
    }

    private static boolean isTrusted(final Path directory) throws IOException {
        final int owner = (int) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return !Files.isSymbolicLink(directory) && (owner == 0 || owner == uid());
    }

    private static String nodeName(final Path socket) {
        final String name = socket.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** Addresses of sockets have 107 octets, names of nodes may be longer. */
    private static String fileName(final String node) {
        final String plain = node.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.length() <= LONGEST_NAME
                ? plain + SUFFIX
                : plain.substring(0, LONGEST_NAME - 9) + "-" + HexFormat.of().toHexDigits(node.hashCode()) + SUFFIX;
    }

    private String shown() {
        return directories.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private static long uid() {
        return new UnixSystem().getUid();
    }
}
