package io.guideway.forward;

import io.guideway.service.Generation;
import io.guideway.service.Origins;
import io.guideway.service.Tracking;
import java.util.Optional;

/**
 * What one worker works by between two adoptions: the picture of one generation, which all workers share, and what this
 * worker counts by it.
 */
public final class View implements AutoCloseable {
    final ServiceTable services;
    final Tally tally;
    final Tracking tracking;
    final boolean isTracking;
    final QuicRouter quic;
    final boolean isRoutingQuic;
    final boolean isCapturing;
    final Capture capture;
    final CaptureScope scope;
    private final WorkerCounters counters;

    /**
     * Of services that ask for nothing but the hash.
     *
     * @param services not closed with the view
     */
    public View(final ServiceTable services) {
        this(services, Tracking.INACTIVE);
    }

    /**
     * @param services not closed with the view
     * @param tracking of the same generation, not closed with the view either
     */
    public View(final ServiceTable services, final Tracking tracking) {
        this(services, tracking, new WorkerCounters(services.generation().backends()));
    }

    private View(final ServiceTable services, final Tracking tracking, final WorkerCounters counters) {
        this(services, tracking, counters, new QuicRouter(services.generation(), counters), null, null);
    }

    private View(
            final ServiceTable services,
            final Tracking tracking,
            final WorkerCounters counters,
            final QuicRouter quic,
            final Capture capture,
            final CaptureScope scope) {
        this.services = services;
        this.tracking = tracking;
        this.counters = counters;
        isTracking = tracking.isActive();
        this.quic = quic;
        isRoutingQuic = quic.isActive();
        this.capture = capture;
        this.scope = scope;
        isCapturing = capture != null;
        tally = new Tally(counters);
    }

    /**
     * What comes after this one: a view of another generation, with counters of its own. Who captures goes on.
     *
     * @param others not closed with the view
     * @param asked of the same generation, not closed with the view either
     * @param wanted what is captured of that generation, if anybody captures
     */
    public View of(final ServiceTable others, final Tracking asked, final Optional<CaptureScope> wanted) {
        final View next = new View(others, asked);
        return wanted.map(scope -> next.with(capture, scope)).orElse(next);
    }

    /** The same with other tracking; it counts on in the same counters, which the last of them to be used closes. */
    public View with(final Tracking other) {
        return new View(services, other, counters, quic, capture, scope);
    }

    /**
     * The same while somebody captures; it counts on in the same counters.
     *
     * @param wanted what is captured of this generation
     */
    public View with(final Capture other, final CaptureScope wanted) {
        return new View(services, tracking, counters, quic, other, wanted);
    }

    /** The same while nobody captures. */
    public View withoutCapture() {
        return new View(services, tracking, counters, quic, null, null);
    }

    /** The generation that this shows. */
    public Generation generation() {
        return services.generation();
    }

    /** Whether any of its slots asks for records. */
    public boolean isTracking() {
        return isTracking;
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
