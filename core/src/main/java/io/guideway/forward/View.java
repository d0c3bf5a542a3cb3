package io.guideway.forward;

import io.guideway.service.Generation;
import io.guideway.service.Origins;

/**
 * What one worker works by between two adoptions: the picture of one generation, which all workers share, and what this
 * worker counts by it.
 */
public final class View implements AutoCloseable {
    final ServiceTable services;
    final Tally tally;
    private final WorkerCounters counters;

    /** @param services not closed with the view */
    public View(final ServiceTable services) {
        this.services = services;
        counters = new WorkerCounters(services.generation().backends());
        tally = new Tally(counters);
    }

    /** The generation that this shows. */
    public Generation generation() {
        return services.generation();
    }

    /** What the worker has counted. */
    public WorkerCounters counters() {
        return counters;
    }

    /**
     * Takes over the counts of the view before, once the worker has left that one.
     *
     * @param origins of this view's generation in that one's
     */
    public void continueFrom(final View old, final Origins origins) {
        counters.continueFrom(old.counters, origins);
    }

    @Override
    public void close() {
        counters.close();
    }
}
