package io.guideway.bench.lab.tier;

import io.guideway.cli.demo.DemoRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Python programs that lie beside these classes in the JAR. */
final class Programs {
    /** The distribution's own; another one on the PATH may be a wrapper. */
    private static final String PYTHON = "/usr/bin/python3";

    private Programs() {}

    /** The words that start one; it lies in the run's directory from then on. */
    static String[] python(final DemoRun run, final String name, final String... arguments) throws IOException {
        final Path script = run.file(name);
        if (!Files.exists(script)) {
            try (InputStream text = Programs.class.getResourceAsStream(name)) {
                Files.copy(text, script);
            }
        }
        final List<String> words = new ArrayList<>(List.of(PYTHON, "-I", "-S", script.toString()));
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }
}
