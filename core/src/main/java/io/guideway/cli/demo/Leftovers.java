package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What runs have left whose guardian was killed too, or whose host stopped while they ran. */
public final class Leftovers {
    private static final Pattern OF_A_RUN = Pattern.compile(DemoRun.PREFIX + "(\\d+)(-.*)?");
    private static final Path NAMESPACES = DemoRun.PLACE.resolve("netns");

    private Leftovers() {}

    /** Removes everything of runs whose process is gone, and of an earlier one that had this process's id. */
    public static void clear() throws IOException {
        for (final long pid : pids()) {
            if (pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty()) {
                Guardian.of(DemoRun.of(pid)).close();
            }
        }
    }

    private static SortedSet<Long> pids() throws IOException {
        final SortedSet<Long> pids = new TreeSet<>();
        for (final Path directory : new Path[] {DemoRun.PLACE, NAMESPACES}) {
            if (Files.isDirectory(directory)) {
                addPids(directory, pids);
            }
        }
        return pids;
    }

    private static void addPids(final Path directory, final SortedSet<Long> pids) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.map(entry -> OF_A_RUN.matcher(entry.getFileName().toString()))
                    .filter(Matcher::matches)
                    .forEach(name -> pids.add(Long.valueOf(name.group(1))));
        }
    }
}
