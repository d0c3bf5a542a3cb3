package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * One run of the demo on this host. The name, made of the demo's process id, is the beginning of its namespaces' names and
 * the mark its child processes carry, so that everything of a run can be found and removed by it.
 *
 * @param name such as {@code gw-demo-4711}
 * @param directory for its files; below {@code /run}, where only root can put something in our way
 */
public record DemoRun(String name, Path directory) {
    static final String PREFIX = "gw-demo-";
    /** The environment variable of every child process; {@code guardian.sh} looks for it. */
    static final String MARK = "GUIDEWAY_DEMO";

    static final Path PLACE = Path.of("/run");

    /** The run of this process. */
    public static DemoRun ofThisProcess() {
        return of(ProcessHandle.current().pid());
    }

    static DemoRun of(final long pid) {
        final String name = PREFIX + pid;
        return new DemoRun(name, PLACE.resolve(name));
    }

    /** Makes its directory, for its user alone; the run's guardian has to be there. */
    public void createDirectory() throws IOException {
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** A file of the run. */
    public Path file(final String fileName) {
        return directory.resolve(fileName);
    }
}
