package io.guideway.controller.health;

import io.guideway.packet.IpAddress;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Checks the backends of services and says what follows for their weights.
 *
 * <pre>
 *  Schedule ──due──► virtual thread: Probe.run ──outcome──► results ──► HealthMachine ──► EffectiveWeights ──► listener
 *     ▲                     ▲                                              │
 *     └── next start ───────┴── closed when its time is over ◄─────────────┘
 * </pre>
 *
 * One thread keeps time, takes results and decides; each run of a check has a virtual thread of its own. Any thread may call
 * in, the listener too.
 */
public final class HealthMonitor implements AutoCloseable {
    /** How exactly time is kept. */
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(10);
    /** When this process itself comes later than that, runs could not end in time, whatever the backends did. */
    private static final long STALLED_NS = TimeUnit.MILLISECONDS.toNanos(250);
    /** First runs begin within that time, however long the interval, unless they are many. */
    private static final long FIRST_RUNS_NS = TimeUnit.SECONDS.toNanos(2);
    /** Of many, one begins in that time on average, until all code is compiled. */
    private static final long FIRST_RUN_NS = TimeUnit.MICROSECONDS.toNanos(500);

    private final HealthListener listener;
    private final LongSupplier clock;
    private final Thread thread;
    private final ConcurrentLinkedQueue<Finished> results = new ConcurrentLinkedQueue<>();
    private final Object lock = new Object();
    private final Schedule schedule = new Schedule();
    private final List<Transition> untold = new ArrayList<>();
    private final Set<String> unplanned = new LinkedHashSet<>();
    private final Set<String> stepping = new LinkedHashSet<>();
    private volatile Map<String, WatchedService> watched = Map.of();
    private List<Service> configured = List.of();
    private volatile List<Service> effective = List.of();
    /** How late the newest run came to begin: whoever wrote last is right. */
    private volatile long lagNs;

    private volatile boolean isClosed;

    /** What a run found. */
    private record Finished(Watched watched, Attempt attempt, Outcome outcome) {}

    /** What the listener is told, once the lock is let go. */
    private record News(List<Transition> transitions, Set<String> services) {}

    /** Starts the thread; nothing is checked before {@link #update}. */
    public HealthMonitor(final HealthListener listener) {
        this(listener, System::nanoTime);
    }

    /** @param clock nanoseconds that only go forward; for tests */
    HealthMonitor(final HealthListener listener, final LongSupplier clock) {
        this.listener = listener;
        this.clock = clock;
        thread = Thread.ofPlatform().name("health").daemon().start(this::run);
    }

    /**
     * Says what is to be checked from now on. A backend that was checked before, in a service of the same name, keeps its state;
     * where the policy is the same, all goes on as if nothing had happened. When this returns, {@link #effective} tells the
     * weights of the new services.
     *
     * @param services all of the node's services, distinct in name
     * @param policies by the service's name; backends of a service without one are not checked and keep their weights
     */
    public void update(final List<Service> services, final Map<String, HealthPolicy> policies) {
        update(services, policies, Map.of());
    }

    /**
     * The same, with backends that count as up whatever their checks find.
     *
     * @param forced by the service's name; a service that is not there has none
     */
    public void update(
            final List<Service> services,
            final Map<String, HealthPolicy> policies,
            final Map<String, Set<IpAddress>> forced) {
        synchronized (lock) {
            final long nowNs = clock.getAsLong();
            final Map<String, WatchedService> before = new LinkedHashMap<>(watched);
            final Map<String, WatchedService> now = new LinkedHashMap<>();
            for (final Service service : services) {
                final HealthPolicy policy = policies.get(service.name());
                if (policy != null) {
                    final Optional<WatchedService> known = Optional.ofNullable(before.remove(service.name()));
                    final Set<IpAddress> up = forced.getOrDefault(service.name(), Set.of());
                    now.put(service.name(), new WatchedService(service, policy, up, known, nowNs));
                }
            }
            before.values().forEach(HealthMonitor::retire);
            begin(
                    now.values().stream()
                            .flatMap(service -> service.begun().stream())
                            .toList(),
                    nowNs);
            watched = now;
            configured = List.copyOf(services);
            unplanned.addAll(now.keySet()); // some may be in the middle of a slow start
            publish();
        }
        LockSupport.unpark(thread);
    }

    private static void retire(final WatchedService service) {
        service.backends().forEach(Watched::retire);
    }

    /** Spreads the first runs: within two seconds where they are few, so that ten thousand do not start at once where not. */
    private void begin(final List<Watched> backends, final long nowNs) {
        for (final Watched backend : backends) {
            final long intervalNs = Math.min(backend.policy().interval().toNanos(), FIRST_RUNS_NS);
            final long spreadNs = Math.max(intervalNs, backends.size() * FIRST_RUN_NS);
            final long atNs = nowNs + ThreadLocalRandom.current().nextLong(spreadNs);
            schedule.add(Schedule.Due.start(atNs, backend));
        }
    }

    private void publish() {
        effective = configured.stream()
                .map(service -> watched.containsKey(service.name())
                        ? watched.get(service.name()).effective()
                        : service)
                .toList();
    }

    /** The services of the last {@link #update}, in its order, with the weights that their backends' states leave them. */
    public List<Service> effective() {
        return effective;
    }

    /** What is known of every service that is checked, in the order of the last {@link #update}. */
    public List<ServiceHealth> snapshot() {
        synchronized (lock) {
            final long nowNs = clock.getAsLong();
            return watched.values().stream()
                    .map(service -> service.health(nowNs))
                    .toList();
        }
    }

    private void run() {
        while (!isClosed) {
            try {
                tell(step());
            } catch (final RuntimeException failure) {
                // A listener that fails must not end the checks.
                thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
            }
            pause();
        }
    }

    private void pause() {
        if (watched.isEmpty()) {
            LockSupport.park(this); // until an update, or the end
        } else {
            LockSupport.parkNanos(this, TICK_NS);
        }
    }

    private News step() {
        synchronized (lock) {
            final long nowNs = clock.getAsLong();
            takeResults(nowNs);
            startAndEndRuns(nowNs);
            final Set<String> changed = plan(nowNs);
            if (!changed.isEmpty()) {
                publish();
            }
            final News news = new News(List.copyOf(untold), changed);
            untold.clear();
            return news;
        }
    }

    private void takeResults(final long nowNs) {
        for (Finished finished = results.poll(); finished != null; finished = results.poll()) {
            note(finished.watched().finish(finished.attempt(), finished.outcome(), nowNs));
        }
    }

    private void note(final Optional<Transition> transition) {
        transition.ifPresent(change -> {
            untold.add(change);
            unplanned.add(change.service());
        });
    }

    private void startAndEndRuns(final long nowNs) {
        for (Optional<Schedule.Due> due = schedule.poll(nowNs); due.isPresent(); due = schedule.poll(nowNs)) {
            if (due.get().watched().isRetired()) {
                continue;
            }
            schedule.add(next(due.get(), nowNs));
        }
    }

    /** Does what is due and says what comes next: after a run's start its end, after its end the next one's start. */
    private Schedule.Due next(final Schedule.Due due, final long nowNs) {
        final Watched backend = due.watched();
        final long timeoutNs = backend.policy().timeout().toNanos();
        if (due.isStart()) {
            start(backend, nowNs);
            return Schedule.Due.end(nowNs + timeoutNs, backend, nowNs);
        }
        if (backend.isRunning()) {
            note(backend.cutOff(nowNs, nowNs - due.atNs() > STALLED_NS || lagNs > STALLED_NS));
        }
        return Schedule.Due.start(Math.max(nowNs, due.startedNs() + intervalNs(backend.policy())), backend);
    }

    private void start(final Watched backend, final long nowNs) {
        final Attempt attempt = backend.start();
        Thread.startVirtualThread(() -> {
            attempt.begin();
            lagNs = clock.getAsLong() - nowNs;
            results.add(new Finished(backend, attempt, backend.probe().run(attempt)));
        });
    }

    private static long intervalNs(final HealthPolicy policy) {
        final long ns = policy.interval().toNanos();
        final long mostNs = ns / 100 * policy.jitterPercent();
        return ns + ThreadLocalRandom.current().nextLong(-mostNs, mostNs + 1);
    }

    /** Works out the weights of services with a transition, or a step of slow start to make; returns whose changed. */
    private Set<String> plan(final long nowNs) {
        stepping.stream().filter(name -> isDue(name, nowNs)).forEach(unplanned::add);
        final Set<String> changed = new LinkedHashSet<>();
        for (final String name : unplanned) {
            final WatchedService service = watched.get(name);
            if (service != null && service.plan(nowNs)) {
                changed.add(name);
            }
            noteSteps(name);
        }
        unplanned.clear();
        return changed;
    }

    private boolean isDue(final String name, final long nowNs) {
        return !watched.containsKey(name) || watched.get(name).isDue(nowNs);
    }

    private void noteSteps(final String name) {
        if (watched.containsKey(name) && watched.get(name).hasSteps()) {
            stepping.add(name);
        } else {
            stepping.remove(name);
        }
    }

    private void tell(final News news) {
        news.transitions().forEach(listener::onTransition);
        if (!news.services().isEmpty()) {
            listener.onWeights(news.services());
        }
    }

    /**
     * Ends every run and the thread, having waited for the listener where it is being told something; it is told nothing more
     * once this returns.
     */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        joinThread();
        synchronized (lock) {
            watched.values().forEach(HealthMonitor::retire);
            watched = Map.of();
        }
    }

    private void joinThread() {
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (final InterruptedException hurried) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
