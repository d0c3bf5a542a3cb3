package io.guideway.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A host made of files below a directory of the test's own. */
final class FakeHost {
    private final Path root;

    FakeHost(final Path root) {
        this.root = root;
    }

    HostFiles files() {
        return new HostFiles(root);
    }

    Path at(final String path) {
        return root.resolve(path.substring(1));
    }

    FakeHost file(final String path, final String content) {
        return make(path, file -> Files.writeString(file, content + "\n"));
    }

    FakeHost program(final String path) {
        return program(path, "");
    }

    /** A shell script, replacing what was there. */
    FakeHost program(final String path, final String script) {
        return make(
                path,
                file -> Files.setPosixFilePermissions(
                        Files.writeString(file, "#!/bin/bash\n" + script + "\n"),
                        PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    FakeHost directory(final String path) {
        return make(path, Files::createDirectories);
    }

    FakeHost link(final String path, final String target) {
        return make(path, link -> Files.createSymbolicLink(link, Path.of(target)));
    }

    private FakeHost make(final String path, final Maker maker) {
        try {
            Files.createDirectories(at(path).getParent());
            maker.make(at(path));
            return this;
        } catch (final IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private interface Maker {
        Path make(Path path) throws IOException;
    }
}
