package io.guideway.controller;

import io.guideway.controller.operate.ForwarderStatus;
import io.guideway.controller.operate.WorkerStatus;
import io.guideway.service.Service;
import io.guideway.wire.AskCapture;
import io.guideway.wire.CaptureState;
import io.guideway.wire.Drops;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who carries out what the controller decides. Any thread. */
public interface Target {
    /**
     * From now on these services are wanted, and none that were before.
     *
     * @return their fate: the number of the generation that every worker goes by, or a {@link TargetRefusedException}. Where others
     *     are wanted before that is decided, it is the fate of those. Open as long as there is no forwarder
     */
    CompletableFuture<Long> want(List<Service> services);

    /**
     * These services will be wanted in a moment, so that flows which begin meanwhile on slots that are going to move can be
     * recorded. Does its best and does not wait.
     */
    void prepare(List<Service> services);

    /**
     * What would become of a packet; its number is of no account.
     *
     * @return the answer, or a {@link TargetRefusedException} if there is no forwarder, or none any more
     */
    CompletableFuture<Explained> explain(Explain question);

    /** Which packets were dropped last; fails as {@link #explain} does. */
    CompletableFuture<Drops> drops();

    /**
     * Starts or stops a capture, or asks how it goes; fails as {@link #explain} does.
     *
     * @param order what to start, or none
     */
    CompletableFuture<CaptureState> capture(AskCapture.Action action, AskCapture.Order order);

    /** What is known of the forwarder. */
    ForwarderStatus status();

    /** What it counted last, not older than a second while it is there; empty before the first. */
    Optional<Counted> counted();

    /** Its workers, with the times of the last second; empty while there is no forwarder. */
    List<WorkerStatus> workers();
}
