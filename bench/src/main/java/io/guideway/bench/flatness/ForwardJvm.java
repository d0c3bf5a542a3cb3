package io.guideway.bench.flatness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs {@code bench forward}, each time in a new JVM with the flags of this one: DPDK starts once in a process, and what C2
 * made of one setting must not serve the next. The JVM ends with this one. One thread.
 */
final class ForwardJvm implements Rounds.Probe {
    private static final String[] CONDITIONS = {
        "burst", "frame", "cpu", "cpu_model", "java", "jvm_flags", "dpdk", "memory"
    };

    private final String program;
    private final List<String> words;
    private ObjectNode last = JsonMapper.shared().createObjectNode();

    /**
     * @param program the class that understands {@code forward}
     * @param words for every run
     */
    ForwardJvm(final String program, final List<String> words) {
        this.program = program;
        this.words = words;
    }

    /** @throws IOException if the JVM fails; what it says goes where our own errors go */
    @Override
    public Sample measure(final Setting setting) throws IOException, InterruptedException {
        last = run(command(setting));
        return Sample.of(last);
    }

    private List<String> command(final Setting setting) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program, "forward", "--json"));
        command.addAll(words);
        command.addAll(setting.words());
        return command;
    }

    private static ObjectNode run(final List<String> command) throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        final Thread end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            final int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IOException("%s ended with %d; see what it said above"
                        .formatted(
                                String.join(" ", command.subList(command.indexOf("forward"), command.size())),
                                exitCode));
            }
            final JsonNode json = JsonMapper.shared().readTree(out);
            return (ObjectNode) json;
        } finally {
            Runtime.getRuntime().removeShutdownHook(end);
            process.destroyForcibly();
        }
    }

    /** What held for the last run whatever the setting: machine, JVM, DPDK. */
    ObjectNode conditions() {
        return last.deepCopy().retain(CONDITIONS);
    }
}
