package io.guideway.forward;

import io.guideway.rewrite.BackendTable;
import io.guideway.service.Generation;
import io.guideway.service.Oversize;
import io.guideway.service.VipIndex;

/**
 * The one picture of the services that a worker sees during a burst: a generation with the headers of its backends.
 * Immutable; every worker may read it until it is closed.
 */
public final class ServiceTable implements AutoCloseable {
    /** Backends whose counters take 256 KiB and whose headers may take 1 MiB, half of the second-level cache. */
    private static final int MOST_CACHED = 16_384;

    private final Generation generation;
    private final BackendTable backends;
    private final boolean hasManyBackends;
    private final boolean clampsSegments;

    /**
     * Takes both parts over: closing this closes them.
     *
     * @param backends headers of the generation's backends, in its order
     */
    public ServiceTable(final Generation generation, final BackendTable backends) {
        this.generation = generation;
        this.backends = backends;
        hasManyBackends = generation.backends().count() > MOST_CACHED;
        clampsSegments = generation.services().stream()
                .anyMatch(service -> service.handling().oversize().mss() != Oversize.ANY_MSS);
    }

    /** The generation that this pictures. */
    public Generation generation() {
        return generation;
    }

    /** Services by VIP, protocol and port. */
    VipIndex vips() {
        return generation.vips();
    }

    /** Headers by backend. */
    public BackendTable backends() {
        return backends;
    }

    /**
     * Whether headers and counters may well be out of the nearer caches, so that asking for a burst's before they are needed
     * pays: 1 ns a packet at 10,000 services of the same servers, 4 where each has its own.
     */
    boolean hasManyBackends() {
        return hasManyBackends;
    }

    /** Whether any service asks for smaller segments. */
    boolean clampsSegments() {
        return clampsSegments;
    }

    /** Rare path. What the service of an index entry does with packets that are too long. */
    Oversize oversize(final long entry) {
        return generation.services().get(VipIndex.service(entry)).handling().oversize();
    }

    @Override
    public void close() {
        backends.close();
        generation.close();
    }
}
