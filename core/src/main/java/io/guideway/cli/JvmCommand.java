package io.guideway.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The command line of one half of a node: the JVM, classes and flags of this process, with what suits the half added. Where
 * flags contradict each other the later counts: the half's own are stronger than this process's, and the operator's for the
 * half are the strongest.
 */
public final class JvmCommand {
    /** A JAR grants these by its manifest, but only to {@code -jar}. */
    private static final List<String> GRANTS =
            List.of("--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

    /** The JVM refuses two collectors instead of taking the later. */
    private static final String COLLECTOR = "-XX:\\+Use\\w+GC";

    private JvmCommand() {}

    /**
     * The words.
     *
     * @param own flags that suit the half
     * @param variable environment variable with the operator's flags for it, split at spaces
     * @param arguments of the program
     */
    public static List<String> of(final List<String> own, final String variable, final List<String> arguments) {
        final List<String> flags =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        flags.addAll(GRANTS);
        flags.addAll(own);
        flags.addAll(words(System.getenv().getOrDefault(variable, "")));
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(withOneCollector(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Guideway.class.getName()));
        command.addAll(arguments);
        return command;
    }

    private static List<String> words(final String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    /** The flags without every collector but the last. */
    static List<String> withOneCollector(final List<String> flags) {
        final String last = flags.stream()
                .filter(flag -> flag.matches(COLLECTOR))
                .reduce((before, after) -> after)
                .orElse("");
        return flags.stream()
                .filter(flag -> flag.equals(last) || !flag.matches(COLLECTOR))
                .toList();
    }
}
