package io.guideway.controller.metrics;

import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.Operations;
import io.guideway.wire.Counters;
import io.guideway.wire.WorkerCounts;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The node as text for Prometheus: whatever it is at the moment of asking, as nothing is kept from one to the next. Any thread. */
public final class Metrics {
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Operations node;
    private final Supplier<Optional<Counters>> counters;
    private final LongSupplier transitions;

    /**
     * @param node asked for its status
     * @param counters what the forwarder counted last, for its workers' times; told while there is a forwarder
     * @param transitions how often a backend has changed its health since the controller's start
     */
    public Metrics(final Operations node, final Supplier<Optional<Counters>> counters, final LongSupplier transitions) {
        this.node = node;
        this.counters = counters;
        this.transitions = transitions;
    }

    /**
     * The media type that {@link #write} writes: Prometheus' text, or OpenMetrics where that is asked for.
     *
     * @param accept the request's Accept header; null where it has none
     */
    public String contentType(final String accept) {
        return writer(accept).getContentType();
    }

    /**
     * Asks, then writes.
     *
     * @param out is left open
     * @param accept as with {@link #contentType}
     */
    public void write(final OutputStream out, final String accept) throws IOException {
        write(out, accept, ask());
    }

    /** All of it as Prometheus' text. */
    public String text() {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(out, null);
        } catch (final IOException impossible) {
            throw new UncheckedIOException("memory takes everything", impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What there is to be told now. */
    MetricSnapshots ask() {
        final NodeStatus status = node.status();
        final List<WorkerCounts> workers = status.forwarder().isConnected()
                ? counters.get().map(Counters::workers).orElse(List.of())
                : List.of();
        return new Families(status, workers, transitions.getAsLong()).snapshots();
    }

    void write(final OutputStream out, final String accept, final MetricSnapshots snapshots) throws IOException {
        writer(accept).write(out, snapshots);
    }

    private ExpositionFormatWriter writer(final String accept) {
        return formats.findWriter(accept);
    }
}
