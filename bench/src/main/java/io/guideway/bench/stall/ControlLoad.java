package io.guideway.bench.stall;

import io.guideway.bench.forward.Rig;
import io.guideway.bench.forward.Scenario;
import io.guideway.service.Service;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A busy control side on a thread of its own: builds the tables of a service anew twice a second, reads every counter and
 * sends them by Aeron once a second, and leaves garbage all the time, as checks and an API do. No worker takes the tables up.
 * It is at work between making and closing, which waits for its end.
 */
final class ControlLoad implements AutoCloseable {
    private static final int REBUILD_MS = 500;
    private static final int PUBLISH_MS = 1000;
    private static final int SECOND_MS = 1000;
    private static final int ALLOCATE_MS = 10;
    private static final long LONGEST_TASK_S = 10;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("control").daemon().factory());

    private final StatsStream stream = new StatsStream();
    private final StatsMessage message;
    private final Garbage garbage = new Garbage();
    private final Scenario scenario;
    private final List<Service> service;
    private final List<ScheduledFuture<?>> tasks;
    private long generation = 1;

    /** @param megabytes of garbage a second */
    ControlLoad(final Scenario scenario, final Rig rig, final int megabytes) {
        this.scenario = scenario;
        service = List.of(scenario.site().getFirst());
        message = new StatsMessage(rig, scenario);
        final int octets = (int) ((long) megabytes * (1 << 20) * ALLOCATE_MS / SECOND_MS);
        tasks = List.of(
                every(REBUILD_MS, this::rebuild),
                every(PUBLISH_MS, () -> stream.send(message.read())),
                every(ALLOCATE_MS, () -> garbage.leave(octets)));
    }

    private ScheduledFuture<?> every(final int milliseconds, final Runnable task) {
        return thread.scheduleAtFixedRate(task, milliseconds, milliseconds, TimeUnit.MILLISECONDS);
    }

    private void rebuild() {
        generation++;
        scenario.picture(generation, service).close();
    }

    /** @throws IllegalStateException if a task has failed, or does not end */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(LONGEST_TASK_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the control thread does not end");
            }
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        stream.close();
        tasks.forEach(ControlLoad::requireNoFailure);
    }

    private static void requireNoFailure(final ScheduledFuture<?> task) {
        if (task.state() == Future.State.FAILED) {
            throw new IllegalStateException("the control side failed", task.exceptionNow());
        }
    }
}
