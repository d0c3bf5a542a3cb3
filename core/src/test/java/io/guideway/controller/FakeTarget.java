package io.guideway.controller;

import io.guideway.controller.operate.ForwarderStatus;
import io.guideway.controller.operate.WorkerStatus;
import io.guideway.service.Service;
import io.guideway.wire.AskCapture;
import io.guideway.wire.CaptureState;
import io.guideway.wire.Counters;
import io.guideway.wire.Drops;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A forwarder that does at once what it is told, or refuses it, or never answers. */
final class FakeTarget implements Target {
    /** What it was told to prepare for. */
    final BlockingQueue<List<Service>> prepared = new LinkedBlockingQueue<>();

    final BlockingQueue<List<Service>> told = new LinkedBlockingQueue<>();
    volatile String refusal = "";
    volatile boolean isSilent;
    volatile boolean isConnected = true;
    volatile Optional<Counters> counters = Optional.empty();
    /** What it says of packets. */
    volatile Function<Explain, CompletableFuture<Explained>> explained = question -> new CompletableFuture<>();

    /** What it says of captures. */
    volatile BiFunction<AskCapture.Action, AskCapture.Order, CompletableFuture<CaptureState>> captured =
            (action, order) -> new CompletableFuture<>();

    private List<Service> services = List.of();
    private long generation = 1;

    @Override
    public synchronized CompletableFuture<Long> want(final List<Service> next) {
        told.add(next);
        if (isSilent || !isConnected) {
            return new CompletableFuture<>();
        }
        if (!refusal.isEmpty()) {
            return CompletableFuture.failedFuture(new TargetRefusedException(refusal));
        }
        services = next;
        generation++;
        return CompletableFuture.completedFuture(generation);
    }

    /** What it goes by. */
    synchronized List<Service> services() {
        return services;
    }

    @Override
    public void prepare(final List<Service> next) {
        prepared.add(next);
    }

    @Override
    public CompletableFuture<Explained> explain(final Explain question) {
        return explained.apply(question);
    }

    @Override
    public CompletableFuture<Drops> drops() {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<CaptureState> capture(final AskCapture.Action action, final AskCapture.Order order) {
        return captured.apply(action, order);
    }

    @Override
    public ForwarderStatus status() {
        return new ForwarderStatus(isConnected, generation, "", true, refusal);
    }

    @Override
    public Optional<Counted> counted() {
        return counters.map(count -> new Counted(services(), count));
    }

    @Override
    public List<WorkerStatus> workers() {
        return List.of();
    }
}
