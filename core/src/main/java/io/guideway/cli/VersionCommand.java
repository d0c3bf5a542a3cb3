package io.guideway.cli;

import io.guideway.ring.Eal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Prints the versions that matter in a report of a problem. */
@Command(
        name = "version",
        description = "Prints the versions of the program, of Java and of DPDK.",
        mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        final Map<String, String> versions = new LinkedHashMap<>();
        versions.put("guideway", Version.program());
        versions.put("java", Version.java());
        versions.put("dpdk", Eal.version());
        if (json) {
            spec.commandLine().getOut().println(JsonMapper.shared().writeValueAsString(versions));
        } else {
            versions.forEach((name, version) -> spec.commandLine().getOut().println(name + " " + version));
        }
        return 0;
    }
}
