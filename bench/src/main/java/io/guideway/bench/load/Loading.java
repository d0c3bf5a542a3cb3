package io.guideway.bench.load;

import io.guideway.bench.ProcessMemory;
import io.guideway.cli.Plans;
import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.ConfigurationFile;
import io.guideway.forwarder.Forwarder;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What it took to forward by a file, in nanoseconds.
 *
 * @param readNs to read the file and to find nothing wrong with it
 * @param startNs to start DPDK, the port and the worker
 * @param adoptNs to build tables, index and headers, until the worker goes by them
 * @param before memory before the file was read
 * @param after memory at the end
 */
record Loading(long readNs, long startNs, long adoptNs, ProcessMemory before, ProcessMemory after) {
    /**
     * Loads the file as {@code guideway run} does, in a JVM that has not done so before.
     *
     * @throws IllegalStateException if the worker fails meanwhile
     */
    static Loading of(final Path file) throws ConfigurationException {
        final AtomicReference<Throwable> fault = new AtomicReference<>();
        final ProcessMemory before = ProcessMemory.current();
        final long start = System.nanoTime();
        final Configuration configuration = ConfigurationFile.read(file).configuration();
        final long read = System.nanoTime();
        try (Forwarder forwarder =
                new Forwarder(Plans.plan(configuration).withoutServices(), fault::set, System.err::println)) {
            final long started = System.nanoTime();
            forwarder.adopt(1, configuration.services());
            final long adopted = System.nanoTime();
            if (fault.get() != null) {
                throw new IllegalStateException("the worker failed", fault.get());
            }
            return new Loading(read - start, started - read, adopted - started, before, ProcessMemory.current());
        }
    }

    long totalNs() {
        return readNs + startNs + adoptNs;
    }
}
