package io.guideway.forwarder;

import io.guideway.forward.WorkerCounters;
import io.guideway.packet.Verdict;
import io.guideway.service.Generation;
import io.guideway.wire.Counters;
import java.util.Arrays;

/**
 * Sums up workers' counters in the shape that travels. It goes out every second, so beyond the message itself it allocates
 * only where the numbers of services or backends have changed. One thread at a time.
 */
final class CounterMessage {
    private static final int COLUMNS = 2;

    private final long[] verdicts = new long[Verdict.count()];
    private long[] services = {};
    private long[] backends = {};

    /** Begins with nothing counted. */
    void begin(final Generation generation) {
        services = fitting(services, generation.services().size());
        backends = fitting(backends, generation.backends().count());
        Arrays.fill(verdicts, 0);
        Arrays.fill(services, 0);
        Arrays.fill(backends, 0);
    }

    private static long[] fitting(final long[] old, final int rows) {
        return old.length == COLUMNS * rows ? old : new long[COLUMNS * rows];
    }

    /** Adds what a worker has counted under that generation. */
    void add(final WorkerCounters worker) {
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] += worker.packets(Verdict.of(i));
        }
        for (int i = 0; i < services.length / COLUMNS; i++) {
            services[COLUMNS * i] += worker.servicePackets(i);
            services[COLUMNS * i + 1] += worker.serviceOctets(i);
        }
        for (int i = 0; i < backends.length / COLUMNS; i++) {
            backends[COLUMNS * i] += worker.backendPackets(i);
            backends[COLUMNS * i + 1] += worker.backendOctets(i);
        }
    }

    /** The message; good until the next begins. */
    Counters end(final Generation generation) {
        long received = 0;
        for (final long packets : verdicts) {
            received += packets;
        }
        return new Counters(generation.number(), received, verdicts, services, backends);
    }
}
