package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A command of the program's, as an operator on the node would give it: a process that asks the node by its socket. */
final class OperatorCommand {
    /** It lives for a moment: nothing to collect, little to compile. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

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
        all.addAll(FLAGS);
        all.addAll(List.of("-jar", ForwarderProcess.programJar().toString()));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of("--api", ForwarderProcess.api(lab.run()).toString()));
        lab.namespace(LabHost.NODE).command(all.toArray(String[]::new)).execute();
    }
}
