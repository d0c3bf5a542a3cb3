package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A command of the program's, as an operator on the node would give it: a process that asks the node by its socket. */
final class OperatorCommand {
    private OperatorCommand() {}

    /**
     * Gives it, and waits until it is carried out.
     *
     * @param words such as {@code backend}, {@code drain}, the service, the address
     * @throws DemoException with what it printed, if it fails
     */
    static void give(final Lab lab, final String... words) throws IOException, InterruptedException {
        final List<String> all = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        all.addAll(flags(ForwarderProcess.programJar()));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of("--api", ForwarderProcess.api(lab.run()).toString()));
        lab.namespace(LabHost.NODE).command(all.toArray(String[]::new)).execute();
    }

    /** As the launcher has it: the JVM lives for a moment, and an archive of its classes is beside the program. */
    private static List<String> flags(final Path jar) {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + jar.resolveSibling("commands.jsa"),
                "-jar",
                jar.toString());
    }
}
