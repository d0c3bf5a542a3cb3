package io.guideway.bench.steady;

import io.guideway.bench.lab.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What objects take in another JVM, by its own word ({@code jcmd}). */
final class HeapUse {
    /** One or several parts of the heap, by collector: {@code ZHeap  used 62M, capacity 512M, max capacity 512M}. */
    private static final Pattern USED = Pattern.compile("used (\\d+)([KM])");

    /** What follows describes classes, which are no objects. */
    private static final String CLASSES = "Metaspace";

    private static final int KIB_A_MIB = 1024;

    private HeapUse() {}

    /**
     * Asks.
     *
     * @throws LabException if the process does not answer as a JVM does
     */
    static double mib(final long pid) throws IOException, InterruptedException {
        final String jcmd =
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        final Process process = new ProcessBuilder(List.of(jcmd, Long.toString(pid), "GC.heap_info"))
                .redirectErrorStream(true)
                .start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !USED.matcher(said).find()) {
            throw new LabException("process %d does not tell of its heap: %s".formatted(pid, said.strip()));
        }
        return parse(said);
    }

    /** The MiB that an answer tells of. */
    static double parse(final String said) {
        final String heap = said.split(CLASSES)[0];
        return USED.matcher(heap).results().mapToDouble(HeapUse::mib).sum();
    }

    private static double mib(final MatchResult part) {
        final double number = Double.parseDouble(part.group(1));
        return part.group(2).equals("K") ? number / KIB_A_MIB : number;
    }
}
