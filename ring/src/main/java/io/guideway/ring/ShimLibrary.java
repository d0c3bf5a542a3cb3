package io.guideway.ring;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Finds and loads the shim, {@code libguideway_dpdk.so}: the file that {@code -Dguideway.shim=PATH} names, else the one that
 * the class path carries for this machine. Loaded once, on first use. Any thread.
 *
 * <p>That there is none, or that DPDK's own libraries are missing, is a state and not an error until someone needs the
 * shim: rings in process memory work without. A shim of another version is always an error, and so is a named file that
 * cannot be loaded.
 */
final class ShimLibrary {
    /** GW_ABI_VERSION of the header that these bindings were written against. */
    static final int ABI_VERSION = 1;

    private static final String FILE = System.getProperty("guideway.shim");
    private static final String RESOURCE = "/native/linux-%s/libguideway_dpdk.so".formatted(architecture());

    /** Why there is no shim; null where there is one. */
    private static final DpdkException PROBLEM = load();

    private ShimLibrary() {}

    /**
     * Whether the shim can be called.
     *
     * @throws DpdkException if a shim is there that must not be used, or a named one is not
     */
    static boolean usable() {
        if (PROBLEM == null) {
            requireAbi(abiVersion());
        } else if (FILE != null) {
            throw again(PROBLEM);
        }
        return PROBLEM == null;
    }

    /**
     * The native address of a function.
     *
     * @throws DpdkException if there is no shim to use
     */
    static MemorySegment address(final String function) {
        if (!usable()) {
            throw again(PROBLEM);
        }
        return SymbolLookup.loaderLookup().findOrThrow(function);
    }

    /** @throws DpdkException unless {@code found} is the version of these bindings */
    static void requireAbi(final int found) {
        if (found != ABI_VERSION) {
            throw new DpdkException(
                    "the shim %s has ABI version %d, this program needs %d; build both from one checkout: mvn package"
                            .formatted(FILE != null ? FILE : RESOURCE, found, ABI_VERSION),
                    null);
        }
    }

    @SuppressWarnings("restricted") // granted to the program by its manifest
    private static int abiVersion() {
        final MemorySegment function = SymbolLookup.loaderLookup().findOrThrow("gw_abi_version");
        try {
            return (int) Linker.nativeLinker()
                    .downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_INT))
                    .invokeExact();
        } catch (final Throwable impossible) {
            throw new AssertionError("gw_abi_version does not throw", impossible);
        }
    }

    @SuppressWarnings("restricted") // granted to the program by its manifest
    private static DpdkException load() {
        try {
            if (FILE != null) {
                System.load(Path.of(FILE).toAbsolutePath().toString());
                return null;
            }
            return loadResource();
        } catch (final UnsatisfiedLinkError e) {
            return new DpdkException(
                    ("the shim cannot be loaded: %s; where a librte_ library is missing, install the DPDK that the shim was"
                                    + " built with, 22.11 or newer: apt-get install libdpdk-dev (or the librte-* packages named)")
                            .formatted(e.getMessage()),
                    e);
        } catch (final IOException e) {
            return new DpdkException(
                    ("the shim cannot be unpacked: %s; name a directory to write to and load from with"
                                    + " -Djava.io.tmpdir=PATH, or the library itself with -Dguideway.shim=PATH")
                            .formatted(e),
                    e);
        }
    }

    /** The file is gone again right after loading; the mapping stays. */
    @SuppressWarnings("restricted") // granted to the program by its manifest
    private static DpdkException loadResource() throws IOException {
        try (InputStream resource = ShimLibrary.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                return new DpdkException(
                        ("the class path has no %s; build it on this kind of machine (mvn package),"
                                        + " or name the library with -Dguideway.shim=PATH")
                                .formatted(RESOURCE),
                        null);
            }
            final Path file = Files.createTempFile("libguideway_dpdk", ".so");
            try {
                Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
                System.load(file.toString());
            } finally {
                Files.delete(file);
            }
            return null;
        }
    }

    /** A fresh exception, so that its stack is that of the caller who needed the shim. */
    private static DpdkException again(final DpdkException problem) {
        return new DpdkException(problem.getMessage(), problem);
    }

    /** As CMake calls it. */
    private static String architecture() {
        final String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }
}
