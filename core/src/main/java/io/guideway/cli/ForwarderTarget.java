package io.guideway.cli;

import io.guideway.controller.Counted;
import io.guideway.controller.Target;
import io.guideway.controller.TargetRefusedException;
import io.guideway.controller.operate.ForwarderStatus;
import io.guideway.forwarder.CounterMessage;
import io.guideway.forwarder.Forwarder;
import io.guideway.forwarder.Report;
import io.guideway.service.Service;
import io.guideway.wire.ServiceSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The forwarder of the same process: what is wanted is done when the call returns. Any thread. */
final class ForwarderTarget implements Target {
    private final Forwarder forwarder;
    private final Consumer<String> log;
    private List<Service> services;
    private String refusal = "";

    /** @param services that the forwarder has begun with */
    ForwarderTarget(final Forwarder forwarder, final List<Service> services, final Consumer<String> log) {
        this.forwarder = forwarder;
        this.services = services;
        this.log = log;
    }

    @Override
    public synchronized CompletableFuture<Long> want(final List<Service> next) {
        if (next.equals(services)) {
            return CompletableFuture.completedFuture(forwarder.generation());
        }
        try {
            log.accept(AdoptionText.of(forwarder.adopt(forwarder.generation() + 1, next)));
            services = next;
            refusal = "";
            return CompletableFuture.completedFuture(forwarder.generation());
        } catch (final IllegalArgumentException | OutOfMemoryError refused) {
            refusal = String.valueOf(refused.getMessage());
            log.accept("refused, everything stays as it was: " + refusal);
            return CompletableFuture.failedFuture(new TargetRefusedException(refusal));
        }
    }

    @Override
    public synchronized ForwarderStatus status() {
        return new ForwarderStatus(
                true, forwarder.generation(), ServiceSet.of(services).digest().toString(), refusal.isEmpty(), refusal);
    }

    @Override
    public Optional<Counted> counted() {
        final Report report = forwarder.report();
        return Optional.of(new Counted(
                report.services().stream().map(Report.ServiceCount::service).toList(),
                new CounterMessage().of(report)));
    }
}
