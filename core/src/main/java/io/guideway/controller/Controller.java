package io.guideway.controller;

import io.guideway.controller.desired.ChangesFile;
import io.guideway.controller.health.HealthListener;
import io.guideway.controller.health.HealthMonitor;
import io.guideway.controller.health.HealthPolicy;
import io.guideway.controller.health.ServiceHealth;
import io.guideway.controller.health.Transition;
import io.guideway.controller.operate.CaptureOrder;
import io.guideway.controller.operate.CaptureStatus;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.ChangeRefusedException;
import io.guideway.controller.operate.ChangeRefusedException.Kind;
import io.guideway.controller.operate.DroppedPackets;
import io.guideway.controller.operate.Explanation;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.Operations;
import io.guideway.controller.operate.Outcome;
import io.guideway.controller.operate.Question;
import io.guideway.controller.operate.Saved;
import io.guideway.controller.operate.ServiceChange;
import io.guideway.controller.operate.UnansweredException;
import io.guideway.controller.vip.VipDevice;
import io.guideway.controller.vip.VipException;
import io.guideway.controller.vip.VipWays;
import io.guideway.service.Service;
import io.guideway.wire.AskCapture;
import io.guideway.wire.CaptureState;
import io.guideway.wire.Drops;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Decides what the node's services shall be: those of the configuration file and of what was changed by command, with the
 * weights that the operator's word and the health of their backends leave them. Says so to a target whenever it changes. Any
 * thread; what operators ask for is done one after the other, and never keeps the checks waiting.
 */
public final class Controller implements Operations, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PREPARATION = Duration.ofSeconds(10);

    private final ChangesFile changes;
    private final Target target;
    private final Consumer<String> log;
    private final AtomicLong transitions = new AtomicLong();
    private final Duration patience;
    private final Duration longestPreparation;
    private final HealthMonitor health;
    private final VipWays ways;
    private final Instant started = Instant.now();
    /** Held by whoever changes what is desired, until it is known what became of it. */
    private final ReentrantLock commands = new ReentrantLock();

    private final CountDownLatch closing = new CountDownLatch(1);
    private final MeasuredTables tables = new MeasuredTables();

    private volatile Desired desired;
    private boolean open = true;

    /**
     * Begins to check backends; the target is not told of the services that it begins with, which are
     * {@code beginning.desired().services()}.
     *
     * @param target is told all services when one has changed; by one thread at a time
     * @param log takes lines for people
     * @param vipDevices makes the node's end of checks via VIPs, should there be any
     * @throws VipException if that cannot be made
     */
    public Controller(
            final Beginning beginning,
            final Target target,
            final Consumer<String> log,
            final VipDevice.Maker vipDevices) {
        this(beginning, target, log, vipDevices, PATIENCE, LONGEST_PREPARATION);
    }

    /**
     * @param patience how long to wait for the forwarder; for tests
     * @param longestPreparation of planned changes, whatever the configuration says; for tests
     */
    Controller(
            final Beginning beginning,
            final Target target,
            final Consumer<String> log,
            final VipDevice.Maker vipDevices,
            final Duration patience,
            final Duration longestPreparation) {
        desired = beginning.desired();
        changes = beginning.changes();
        this.target = target;
        this.log = log;
        this.patience = patience;
        this.longestPreparation = longestPreparation;
        ways = new VipWays(vipDevices);
        final Map<String, HealthPolicy> opened = ways.open(desired.health());
        synchronized (this) { // the monitor may find something before this is made
            health = new HealthMonitor(new Listener());
            health.update(desired.services(), opened, desired.forced());
        }
    }

    /** What the monitor's thread tells. */
    private final class Listener implements HealthListener {
        @Override
        public void onTransition(final Transition transition) {
            transitions.incrementAndGet();
            log.accept("backend %s of %s is %s, was %s: %s"
                    .formatted(
                            transition.backend(),
                            transition.service(),
                            transition.to(),
                            transition.from(),
                            transition.reason()));
        }

        @Override
        public void onWeights(final Set<String> services) {
            follow();
        }
    }

    private synchronized void follow() {
        if (open) {
            target.want(health.effective());
        }
    }

    /** What is known of the backends that are checked. */
    public List<ServiceHealth> health() {
        return health.snapshot();
    }

    /** How often a backend has changed its health since the start. */
    public long transitions() {
        return transitions.get();
    }

    @Override
    public NodeStatus status() {
        return new StatusBuilder(desired, health.snapshot(), health.effective(), target.counted())
                .build(started, target.status(), target.workers());
    }

    @Override
    public Explanation explain(final Question question) throws UnansweredException {
        final Map<String, Explain> packets = question.packets();
        requireForwarder();
        final List<Explanation.Fate> fates = new ArrayList<>();
        for (final Map.Entry<String, Explain> packet : packets.entrySet()) {
            final Explained said = answer(target.explain(packet.getValue()));
            if (!said.problem().isEmpty()) {
                throw new IllegalArgumentException(said.problem());
            }
            fates.add(Explanation.Fate.of(packet.getKey(), packet.getValue().frame(), said));
        }
        return new Explanation(fates);
    }

    @Override
    public DroppedPackets drops() throws UnansweredException {
        requireForwarder();
        final Drops drops = answer(target.drops());
        return DroppedPackets.of(
                drops,
                verdict -> target.counted()
                        .map(counted -> counted.counters().packets(verdict))
                        .orElse(0L));
    }

    @Override
    public CaptureStatus capture(final CaptureOrder order) throws UnansweredException {
        return capture(AskCapture.Action.START, order.order());
    }

    @Override
    public CaptureStatus capture() throws UnansweredException {
        return capture(AskCapture.Action.LOOK, AskCapture.Order.NONE);
    }

    @Override
    public CaptureStatus stopCapture() throws UnansweredException {
        return capture(AskCapture.Action.STOP, AskCapture.Order.NONE);
    }

    private CaptureStatus capture(final AskCapture.Action action, final AskCapture.Order order)
            throws UnansweredException {
        requireForwarder();
        final CaptureState said = answer(target.capture(action, order));
        if (!said.refusal().isEmpty()) {
            throw new IllegalArgumentException(said.refusal());
        }
        return CaptureStatus.of(said);
    }

    private void requireForwarder() throws UnansweredException {
        if (!target.status().isConnected()) {
            throw new UnansweredException("there is no forwarder that could be asked; is it running?");
        }
    }

    private static <T> T answer(final CompletableFuture<T> answer) throws UnansweredException {
        try {
            return answer.get();
        } catch (final ExecutionException failed) {
            throw new UnansweredException(
                    failed.getCause() instanceof TargetRefusedException
                            ? failed.getCause().getMessage()
                            : "the forwarder does not answer; ask again");
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("interrupted while waiting for the forwarder");
        }
    }

    @Override
    public List<Service> services() {
        return health.effective();
    }

    @Override
    public Outcome change(final Change change, final boolean isDryRun) throws ChangeRefusedException {
        commands.lock();
        try {
            final Changing.Changed changed = Changing.of(desired, change);
            final Outcome outcome = carryOut(changed.desired(), changed.warnings(), isDryRun);
            if (outcome.reach() == Outcome.Reach.ADOPTED || outcome.reach() == Outcome.Reach.WAITING) {
                log.accept(ChangeText.of(change) + waiting(outcome));
            }
            return outcome;
        } finally {
            commands.unlock();
        }
    }

    private static String waiting(final Outcome outcome) {
        return outcome.reach() == Outcome.Reach.WAITING ? "; the forwarder has not taken it up yet" : "";
    }

    /**
     * Reads the file again and carries over what has changed in its services, as {@link #reload(boolean)} does; for those who
     * only have the log to be told by.
     */
    public void reload() {
        try {
            reload(false);
        } catch (final ChangeRefusedException refused) {
            log.accept("reload refused, everything stays as it was:");
            log.accept(refused.getMessage());
        }
    }

    @Override
    public Outcome reload(final boolean isDryRun) throws ChangeRefusedException {
        commands.lock();
        try {
            final Reloading.Reloaded reloaded = Reloading.of(desired);
            final Outcome outcome = carryOut(reloaded.desired(), reloaded.warnings(), isDryRun);
            if (!isDryRun) {
                reloaded.dropped().forEach(log);
                reloaded.warnings().forEach(warning -> log.accept("warning: " + warning));
                log.accept(
                        outcome.reach() == Outcome.Reach.UNCHANGED
                                ? "reload: nothing has changed"
                                : "reload: %d services have changed%s"
                                        .formatted(outcome.services().size(), waiting(outcome)));
            }
            return outcome;
        } finally {
            commands.unlock();
        }
    }

    @Override
    public Saved save(final boolean isDryRun) throws ChangeRefusedException {
        commands.lock();
        try {
            final Saving saving = Saving.of(desired);
            if (!isDryRun && !saving.services().isEmpty()) {
                final Desired before = desired;
                final Desired saved = saving.write();
                desired = saved;
                keep(before, saved);
                log.accept("saved to %s: %s".formatted(saved.base().file(), String.join(", ", saving.services())));
            }
            return new Saved(desired.base().file().toString(), saving.services());
        } finally {
            commands.unlock();
        }
    }

    /**
     * Reloads whenever the file says something else, until what this returns is closed.
     *
     * @throws IOException if it cannot be watched
     */
    public FileWatch watch() throws IOException {
        return new FileWatch(desired.base().file(), () -> desired.base().fingerprint(), this::reload, log);
    }

    private Outcome carryOut(final Desired next, final List<String> warnings, final boolean isDryRun)
            throws ChangeRefusedException {
        final Desired before = desired;
        final List<ServiceChange> differences =
                next == before ? List.of() : Differences.between(before, next, health.snapshot(), tables);
        if (isDryRun) {
            return new Outcome(Outcome.Reach.DRY_RUN, 0, differences, warnings);
        }
        keep(before, next);
        if (differences.isEmpty()) {
            desired = next;
            return new Outcome(Outcome.Reach.UNCHANGED, 0, differences, warnings);
        }
        prepare(next, differences);
        final Optional<Long> generation = await(before, installOrUndo(before, next));
        return new Outcome(
                generation.isPresent() ? Outcome.Reach.ADOPTED : Outcome.Reach.WAITING,
                generation.orElse(0L),
                differences,
                warnings);
    }

    private void keep(final Desired before, final Desired next) throws ChangeRefusedException {
        if (before.overlay().equals(next.overlay())) {
            return;
        }
        try {
            changes.write(next.overlay());
        } catch (final IOException e) {
            throw new ChangeRefusedException(
                    Kind.NOT_CARRIED_OUT,
                    List.of("the changes made by command cannot be kept in %s: %s; name another file with --state"
                            .formatted(changes.path(), e)));
        }
    }

    /**
     * Announces a planned change and waits, so that a connection which is just being opened on a slot that moves is known when
     * its SYN is sent again. What the checks find meanwhile does not wait.
     */
    private void prepare(final Desired next, final List<ServiceChange> differences) {
        final Duration configured = next.base().checked().configuration().node().prepare();
        final Duration time = configured.compareTo(longestPreparation) < 0 ? configured : longestPreparation;
        final boolean isMoving = differences.stream()
                .anyMatch(change -> change.kind() == ServiceChange.Kind.CHANGED && change.moved() > 0);
        if (!isMoving || time.isZero() || !target.status().isConnected()) {
            return;
        }
        target.prepare(new Expectation(health.snapshot()).services(next));
        try {
            closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Long> installOrUndo(final Desired before, final Desired next)
            throws ChangeRefusedException {
        try {
            return install(next);
        } catch (final VipException refused) {
            keep(next, before);
            throw new ChangeRefusedException(Kind.NOT_CARRIED_OUT, List.of(refused.getMessage()));
        }
    }

    private synchronized CompletableFuture<Long> install(final Desired next) {
        if (!open) {
            desired = next;
            return new CompletableFuture<>();
        }
        final Map<String, HealthPolicy> opened = ways.open(next.health());
        desired = next;
        health.update(next.services(), opened, next.forced());
        ways.closeOthers();
        return target.want(health.effective());
    }

    /** The generation that came of it; empty if that is not known yet. What is refused is undone. */
    private Optional<Long> await(final Desired before, final CompletableFuture<Long> fate)
            throws ChangeRefusedException {
        if (!fate.isDone() && !target.status().isConnected()) {
            return Optional.empty();
        }
        try {
            return Optional.of(fate.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (final TimeoutException later) {
            return Optional.empty();
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (final ExecutionException refused) {
            undo(before);
            throw new ChangeRefusedException(
                    Kind.NOT_CARRIED_OUT,
                    List.of("the forwarder refuses it: " + refused.getCause().getMessage()));
        }
    }

    private void undo(final Desired before) throws ChangeRefusedException {
        final Desired refused = desired;
        install(before);
        keep(refused, before);
    }

    /** Ends the checks; the target is told nothing more. Waits for what may be under way. */
    @Override
    public void close() {
        closing.countDown();
        synchronized (this) {
            open = false;
        }
        health.close();
        ways.close();
        tables.close();
    }
}
