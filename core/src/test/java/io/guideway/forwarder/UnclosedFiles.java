package io.guideway.forwarder;

import java.io.IOException;
import java.nio.file.Path;

/** A program that ends with files of a replay open, as one does that a signal ends: {@code UnclosedFiles DIRECTORY IN}. */
final class UnclosedFiles {
    private UnclosedFiles() {}

    @SuppressWarnings("resource") // which is the point
    public static void main(final String[] arguments) throws IOException {
        final UnfinishedFile out = new UnfinishedFile(Path.of(arguments[0], "out"));
        System.out.println(new CaptureFiles(Path.of(arguments[1]), out.path()).device());
        System.exit(3);
    }
}
