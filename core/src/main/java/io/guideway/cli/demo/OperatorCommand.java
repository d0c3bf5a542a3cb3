package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A command of the program's, as an operator on the node would give it: a process that asks the node by its socket. */
final class OperatorCommand {
    private static final Duration BOUND = Duration.ofSeconds(60);

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
        lab.namespace(LabHost.NODE).command(all.toArray(String[]::new)).execute(BOUND);
    }

    /** As the launcher has it: the JVM lives for a moment, and an archive of its classes may be beside the program. */
    private static List<String> flags(final Path jar) {
        final List<String> flags = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        final Path archive = jar.resolveSibling("commands.jsa");
        if (Files.exists(archive)) {
            flags.addAll(List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive));
        }
        flags.addAll(List.of("-jar", jar.toString()));
        return flags;
    }
}
