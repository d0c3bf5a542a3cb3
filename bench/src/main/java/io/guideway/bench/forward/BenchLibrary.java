package io.guideway.bench.forward;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The functions of {@code libguideway_bench.so}, as its header {@code guideway/bench.h} documents them. Addresses travel as
 * {@code long}, which the C calling conventions of Linux do not tell from a pointer. Loaded once, on first use; bindings of
 * the library's other headers link through {@link #link}.
 */
public final class BenchLibrary {
    private static final String RESOURCE = "/native/linux-%s/libguideway_bench.so".formatted(architecture());

    static {
        load();
    }

    private static final FunctionDescriptor TIMED = FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_INT, JAVA_LONG);

    private static final MethodHandle PASS = link("gwb_pass", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    private static final MethodHandle RUN = link("gwb_run", TIMED);
    private static final MethodHandle RUN_SOURCE = link("gwb_run_source", TIMED);
    private static final MethodHandle SOURCE_ATTACH =
            link("gwb_source_attach", FunctionDescriptor.of(JAVA_INT, JAVA_SHORT, JAVA_SHORT, JAVA_LONG));

    private static final MethodHandle RUN_GAPS =
            link("gwb_run_gaps", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle GAPS_POLL =
            link("gwb_gaps_poll", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG));
    private static final FunctionDescriptor ECHOED = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
    private static final MethodHandle ECHO = link("gwb_echo", ECHOED);
    private static final MethodHandle CRITICAL_ECHO = link("gwb_echo", ECHOED, Linker.Option.critical(false));

    private BenchLibrary() {}

    /** Calls C for nothing; returns {@code value}. */
    static long echo(final long value) {
        try {
            return (long) ECHO.invokeExact(value);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwb_echo does not throw", impossible);
        }
    }

    /** The same as a critical call: the collector waits for it. */
    static long criticalEcho(final long value) {
        try {
            return (long) CRITICAL_ECHO.invokeExact(value);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwb_echo does not throw", impossible);
        }
    }

    /** One burst; returns packets received. */
    static int pass(final long worker) {
        try {
            return (int) PASS.invokeExact(worker);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwb_pass does not throw", impossible);
        }
    }

    /** Forwards for a time and writes a {@code struct gwb_result}. */
    static void run(final long worker, final int milliseconds, final long result) {
        try {
            RUN.invokeExact(worker, milliseconds, result);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwb_run does not throw", impossible);
        }
    }

    /** Receives and sends for a time and writes a {@code struct gwb_result}. */
    static void runSource(final long worker, final int milliseconds, final long result) {
        try {
            RUN_SOURCE.invokeExact(worker, milliseconds, result);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwb_run_source does not throw", impossible);
        }
    }

    /** Forwards for a time, counts into a {@code struct gwb_gaps} and writes a {@code struct gwb_result}. */
    static void runGaps(final long worker, final int milliseconds, final long gaps, final long result) {
        try {
            RUN_GAPS.invokeExact(worker, milliseconds, gaps, result);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwb_run_gaps does not throw", impossible);
        }
    }

    /** Counts into a {@code struct gwb_gaps} the gap that ends at {@code now}. */
    public static void pollGaps(final long gaps, final long now) {
        try {
            GAPS_POLL.invokeExact(gaps, now);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwb_gaps_poll does not throw", impossible);
        }
    }

    /** Puts a source on a receive queue; returns 0 or a negative errno. */
    static int attachSource(final int port, final int queue, final long source) {
        try {
            return (int) SOURCE_ATTACH.invokeExact((short) port, (short) queue, source);
        } catch (final Throwable impossible) {
            throw new AssertionError("gwb_source_attach does not throw", impossible);
        }
    }

    /** Binds a function of the library. */
    @SuppressWarnings("restricted") // granted on the command line
    public static MethodHandle link(final String name, final FunctionDescriptor shape, final Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(SymbolLookup.loaderLookup().findOrThrow(name), shape, options);
    }

    /** The file is gone again right after loading; the mapping stays. */
    @SuppressWarnings("restricted") // granted on the command line
    private static void load() {
        try (InputStream resource = BenchLibrary.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "the class path has no %s; build it on this machine: ./guideway build".formatted(RESOURCE));
            }
            final Path file = Files.createTempFile("libguideway_bench", ".so");
            try {
                Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
                System.load(file.toString());
            } finally {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("%s cannot be unpacked".formatted(RESOURCE), e);
        }
    }

    /** As CMake calls it. */
    private static String architecture() {
        final String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }
}
