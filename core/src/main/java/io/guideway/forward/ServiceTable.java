package io.guideway.forward;

import io.guideway.rewrite.BackendTable;
import io.guideway.service.Generation;
import io.guideway.service.VipIndex;

/**
 * The one picture of the services that a worker sees during a burst: a generation with the headers of its backends.
 * Immutable; every worker may read it until it is closed.
 */
public final class ServiceTable implements AutoCloseable {
    private final Generation generation;
    private final BackendTable backends;

    /**
     * Takes both parts over: closing this closes them.
     *
     * @param backends headers of the generation's backends, in its order
     */
    public ServiceTable(final Generation generation, final BackendTable backends) {
        this.generation = generation;
        this.backends = backends;
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
    BackendTable backends() {
        return backends;
    }

    @Override
    public void close() {
        backends.close();
        generation.close();
    }
}
