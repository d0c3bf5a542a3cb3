package io.guideway.cli;

import io.guideway.wire.ForwarderEnd;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where forwarder and controller meet: both must be told the same, or be of the same node. */
final class WirePlace {
    @Option(
            names = "--wire",
            paramLabel = "DIR",
            description = "Directory in which forwarder and controller meet, best in memory"
                    + " (guideway-NAME in /dev/shm, by the node's name).")
    private Path directory;

    /** What was said of it, for a process that is to meet there too. */
    List<String> arguments() {
        return directory == null ? List.of() : List.of("--wire", directory.toString());
    }

    Path of(final String node) {
        return directory == null ? ForwarderEnd.standardPlace("guideway-" + leaf(node)) : directory;
    }

    /** A node's name as a part of a file's name. */
    static String leaf(final String node) {
        return node.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
