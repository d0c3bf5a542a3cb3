package io.guideway.bench.stall;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The unified log (JEP 158) of this JVM, switched on while it runs: what stops threads, collects and compiles. Its times are
 * those of {@link System#nanoTime}, which is why it is not a log of the command line's usual form. Open between making and
 * closing.
 */
final class JvmLog implements AutoCloseable {
    /** The tag sets that {@link JvmLogReader} reads, each by itself: pauses would last longer for more. */
    private static final String WHAT =
            "safepoint=info,handshake=info,gc=info,jit+compilation=debug,deoptimization=debug";

    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

    private final String output;

    /**
     * Begins to write to {@code file}, from its beginning.
     *
     * @throws IOException if it cannot be written
     */
    JvmLog(final Path file) throws IOException {
        output = "output=\"file=%s\"".formatted(file.toAbsolutePath());
        final String complaint =
                configure(output, "output_options=filecount=0", "what=" + WHAT, "decorators=timenanos,tags");
        if (!complaint.isEmpty()) {
            throw new IOException("the JVM's log cannot be written to %s: %s".formatted(file, complaint));
        }
    }

    /** Says what the JVM says: nothing where all is well. */
    private static String configure(final String... words) {
        try {
            final Object said = ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(COMMANDS), "vmLog", new Object[] {words}, new String[] {
                        String[].class.getName()
                    });
            return said.toString().strip();
        } catch (final JMException e) {
            throw new IllegalStateException("the JVM takes no commands about its log", e);
        }
    }

    /** Writes no more; the file is complete. */
    @Override
    public void close() {
        configure(output, "what=all=off");
    }
}
