package io.guideway.controller;

import io.guideway.controller.operate.ForwarderStatus;
import io.guideway.controller.operate.WorkerStatus;
import io.guideway.service.Service;
import io.guideway.thread.Threads;
import io.guideway.wire.Adopted;
import io.guideway.wire.Answer;
import io.guideway.wire.AskCapture;
import io.guideway.wire.AskDrops;
import io.guideway.wire.CaptureState;
import io.guideway.wire.Command;
import io.guideway.wire.ControllerEnd;
import io.guideway.wire.Counters;
import io.guideway.wire.Digest;
import io.guideway.wire.Drops;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import io.guideway.wire.ForwarderAbsentException;
import io.guideway.wire.Hello;
import io.guideway.wire.HelloAnswer;
import io.guideway.wire.NewGeneration;
import io.guideway.wire.OfferResult;
import io.guideway.wire.Pong;
import io.guideway.wire.Refused;
import io.guideway.wire.ServiceSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Brings a forwarder to the services that are wanted, and keeps it there: connects, again and again while there is none,
 * compares digests, and sends a generation where they differ. One thread of its own; any may say what is wanted.
 */
public final class ForwarderLink implements Target, AutoCloseable {
    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(250);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final double NS_A_MS = 1e6;

    private final Path place;
    private final String name;
    private final Consumer<String> log;
    private final long instance = ThreadLocalRandom.current().nextLong();
    private final Thread thread;
    /** What will be wanted and is not announced yet; null if there is nothing. */
    private final AtomicReference<ServiceSet> coming = new AtomicReference<>();

    private final Questions questions = new Questions();

    private volatile Wish wish;
    private volatile Counted counted;
    private volatile Known status = Known.NOTHING;
    private volatile Counters counters;
    private volatile Adopted adopted;
    private volatile List<WorkerStatus> workers = List.of();
    private volatile boolean stopped;

    // What is known of the forwarder; this thread's alone.
    private ControllerEnd end;
    private boolean gone;
    private boolean introduced;
    private boolean answered;
    private long generation;
    private Digest digest;
    private Optional<ServiceSet> known = Optional.empty();
    private Optional<ServiceSet> sent = Optional.empty();
    private Optional<Refusal> refused = Optional.empty();
    private Optional<Counters> latest = Optional.empty();

    /** What is wanted, and what becomes of it. */
    private record Wish(ServiceSet set, CompletableFuture<Long> fate) {}

    /** What the forwarder will not have, and why. */
    private record Refusal(Digest digest, String reason) {}

    /** What others may know of the forwarder; without a digest if it is not there. */
    private record Known(boolean isConnected, long generation, Optional<Digest> digest, Optional<Refusal> refusal) {
        static final Known NOTHING = new Known(false, 0, Optional.empty(), Optional.empty());
    }

    /** What comes over the wire, in this thread's polls. */
    private final ControllerEnd.Handler handler = new ControllerEnd.Handler() {
        @Override
        public void onForwarder() {
            introduced = false;
        }

        @Override
        public void onForwarderGone() {
            gone = true;
        }

        @Override
        public void onAnswer(final Answer answer) {
            switch (answer) {
                case final HelloAnswer hello -> meet(hello);
                case final Adopted adopted -> note(adopted);
                case final Refused refusal -> note(refusal);
                case final Counters now -> note(now);
                case final Explained explained -> questions.answer(explained.id(), explained);
                case final CaptureState state -> questions.answer(state.id(), state);
                case final Drops drops -> questions.answer(drops.id(), drops);
                case final Pong pong -> {}
            }
        }

        @Override
        public void onNotUnderstood(final Refused refusal) {
            log.accept("the forwarder is not understood: " + refusal.reason());
        }

        @Override
        public void onFault(final Throwable fault) {
            log.accept("the wire to the forwarder: " + fault.getMessage());
        }
    };

    /**
     * Starts to bring it about.
     *
     * @param place where the forwarder listens
     * @param name for the forwarder's log
     * @param services wanted at first
     * @param log takes lines for people; on the link's thread
     */
    public ForwarderLink(
            final Path place, final String name, final List<Service> services, final Consumer<String> log) {
        this.place = place;
        this.name = name;
        this.log = log;
        wish = new Wish(ServiceSet.of(services), new CompletableFuture<>());
        thread = Thread.ofPlatform().name("forwarder-link").start(this::run);
    }

    @Override
    public synchronized CompletableFuture<Long> want(final List<Service> services) {
        final ServiceSet set;
        try {
            set = ServiceSet.of(services);
        } catch (final IllegalArgumentException contradictory) {
            return CompletableFuture.failedFuture(new TargetRefusedException(contradictory.getMessage()));
        }
        coming.set(null);
        wish = new Wish(set, wish.fate().isDone() ? new CompletableFuture<>() : wish.fate());
        LockSupport.unpark(thread);
        return wish.fate();
    }

    @Override
    public void prepare(final List<Service> services) {
        coming.set(ServiceSet.of(services));
        LockSupport.unpark(thread);
    }

    @Override
    public CompletableFuture<Explained> explain(final Explain question) {
        return ask(question::numbered).thenApply(Explained.class::cast);
    }

    @Override
    public CompletableFuture<Drops> drops() {
        return ask(AskDrops::new).thenApply(Drops.class::cast);
    }

    @Override
    public CompletableFuture<CaptureState> capture(final AskCapture.Action action, final AskCapture.Order order) {
        return ask(id -> new AskCapture(id, action, order)).thenApply(CaptureState.class::cast);
    }

    private CompletableFuture<Answer> ask(final LongFunction<Command> question) {
        final CompletableFuture<Answer> answer = questions.ask(question);
        LockSupport.unpark(thread);
        return answer;
    }

    @Override
    public ForwarderStatus status() {
        final Known known = status;
        final Digest wanted = wish.set().digest();
        return new ForwarderStatus(
                known.isConnected(),
                known.generation(),
                known.digest().map(Digest::toString).orElse(""),
                known.digest().equals(Optional.of(wanted)),
                known.refusal()
                        .filter(refusal -> refusal.digest().equals(wanted))
                        .map(Refusal::reason)
                        .orElse(""));
    }

    @Override
    public Optional<Counted> counted() {
        return Optional.ofNullable(counted);
    }

    /** What the forwarder counted last, not older than a second while it is there; empty before the first. */
    public Optional<Counters> counters() {
        return Optional.ofNullable(counters);
    }

    /** What every worker has adopted last; empty before the first. */
    public Optional<Adopted> adopted() {
        return Optional.ofNullable(adopted);
    }

    @Override
    public List<WorkerStatus> workers() {
        return workers;
    }

    private void run() {
        boolean told = false;
        while (!stopped) {
            try (ControllerEnd connected = ControllerEnd.connect(place)) {
                told = false;
                converse(connected);
            } catch (final ForwarderAbsentException absent) {
                if (!told) {
                    log.accept(absent.getMessage() + "; it is looked for on");
                }
                told = true;
                LockSupport.parkNanos(RETRY_NS);
            }
        }
    }

    private void converse(final ControllerEnd connected) {
        end = connected;
        forget();
        while (!stopped && !gone && !end.isClosed()) {
            final int done = end.poll(handler) + speak();
            decide();
            if (done == 0) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        workers = List.of();
        status = Known.NOTHING;
        questions.giveUp();
        if (!stopped) {
            log.accept("the forwarder is gone");
        }
    }

    private void forget() {
        gone = false;
        introduced = false;
        answered = false;
        known = Optional.empty();
        sent = Optional.empty();
        refused = Optional.empty();
        latest = Optional.empty();
    }

    /** Says what is to be said, if anything; returns how much it was. */
    private int speak() {
        if (!introduced) {
            introduced = isTaken(end.offer(new Hello(instance, name)));
            return introduced ? 1 : 0;
        }
        final ServiceSet next = wish.set();
        if (answered && questions.offer(end)) {
            return 1;
        }
        if (!answered || sent.isPresent() || isRefused(next)) {
            return 0;
        }
        if (isThere(next)) {
            return announce();
        }
        if (!isTaken(end.offer(message(next)))) {
            return 0;
        }
        sent = Optional.of(next);
        return 1;
    }

    /** Says what is coming, to a forwarder that has what is wanted until then. */
    private int announce() {
        final ServiceSet next = coming.get();
        if (next == null || known.isEmpty()) {
            return 0;
        }
        if (!isTaken(end.offer(message(next).preparation()))) {
            return 0;
        }
        coming.compareAndSet(next, null);
        return 1;
    }

    private boolean isRefused(final ServiceSet set) {
        return refused.map(Refusal::digest).equals(Optional.of(set.digest()));
    }

    /** Says what became of the wish, as soon as that is known. */
    private synchronized void decide() {
        if (!answered || wish.fate().isDone()) {
            return;
        }
        if (isThere(wish.set())) {
            wish.fate().complete(generation);
        } else if (isRefused(wish.set())) {
            wish.fate()
                    .completeExceptionally(
                            new TargetRefusedException(refused.orElseThrow().reason()));
        }
    }

    private void publish() {
        status = new Known(answered, generation, Optional.ofNullable(digest), refused);
    }

    /** A forwarder without a generation awaits one, even of no services. */
    private boolean isThere(final ServiceSet set) {
        return generation > 0 && set.digest().equals(digest);
    }

    private NewGeneration message(final ServiceSet next) {
        return known.map(base -> NewGeneration.change(generation + 1, next, generation, base))
                .orElseGet(() -> NewGeneration.whole(generation + 1, next));
    }

    private static boolean isTaken(final OfferResult result) {
        return result == OfferResult.SENT || result == OfferResult.UNFINISHED;
    }

    private void meet(final HelloAnswer hello) {
        if (hello.instance() != instance) {
            return;
        }
        answered = true;
        generation = hello.generation();
        digest = hello.digest();
        final ServiceSet now = wish.set();
        known = isThere(now) ? Optional.of(now) : Optional.empty();
        log.accept("a forwarder is there, with generation %d%s"
                .formatted(generation, known.isPresent() ? ", which is what is wanted" : ""));
        publish();
    }

    private void note(final Adopted answer) {
        generation = answer.generation();
        digest = answer.digest();
        known = sent.filter(set -> set.digest().equals(digest));
        sent = Optional.empty();
        adopted = answer;
        log.accept("generation %d, adopted by every worker within %.1f ms: digest %s"
                .formatted(generation, answer.durationNs() / NS_A_MS, digest));
        publish();
    }

    /** Those of a generation that nobody here has wanted tell nothing but verdicts; one that is not told of yet will be. */
    private void note(final Counters now) {
        counters = now;
        workers = WorkerStatuses.of(now, latest);
        latest = Optional.of(now);
        if (known.isEmpty()) {
            counted = new Counted(List.of(), now);
        } else if (now.generation() == generation) {
            counted = new Counted(known.get().services(), now);
        }
    }

    private void note(final Refused refusal) {
        if (refusal.cause() == Refused.Cause.OTHER_BASE) {
            introduced = false; // and the whole follows
            answered = false;
        } else {
            refused = sent.map(set -> new Refusal(set.digest(), refusal.reason()));
            log.accept("the forwarder refuses generation %d: %s".formatted(refusal.generation(), refusal.reason()));
        }
        known = Optional.empty();
        sent = Optional.empty();
        publish();
    }

    /** Ends the session; the forwarder goes on as it is. */
    @Override
    public void close() {
        stopped = true;
        Threads.awaitEnd(thread);
    }
}
