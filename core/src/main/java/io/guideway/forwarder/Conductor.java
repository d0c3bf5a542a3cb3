package io.guideway.forwarder;

import io.guideway.thread.Threads;
import io.guideway.wire.Adopted;
import io.guideway.wire.Answer;
import io.guideway.wire.AskCapture;
import io.guideway.wire.AskDrops;
import io.guideway.wire.Command;
import io.guideway.wire.Drops;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import io.guideway.wire.ForwarderEnd;
import io.guideway.wire.Hello;
import io.guideway.wire.HelloAnswer;
import io.guideway.wire.NewGeneration;
import io.guideway.wire.OfferResult;
import io.guideway.wire.Ping;
import io.guideway.wire.Pong;
import io.guideway.wire.Refused;
import io.guideway.wire.RefusedGenerationException;
import io.guideway.wire.ServiceSet;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Does what a controller says and tells it what becomes of the packets, on a thread of its own. While there is no controller
 * the forwarder goes on by its last generation.
 */
public final class Conductor implements AutoCloseable {
    private static final long COUNTERS_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LISTEN_AGAIN_NS = TimeUnit.SECONDS.toNanos(1);

    /** Answers that a controller which does not listen may leave waiting; the oldest give way. */
    private static final int MOST_UNSENT = 64;

    private final Path place;
    private final Forwarder forwarder;
    private final Consumer<Adoption> onAdoption;
    private final Consumer<String> log;
    private final long startTimeMs = System.currentTimeMillis();
    private final Deque<Answer> unsent = new ArrayDeque<>();
    private final CounterMessage counters = new CounterMessage();
    private final Thread thread;
    private ForwarderEnd end;
    private ServiceSet services = ServiceSet.EMPTY;
    private boolean hasController;
    private long countedNs = System.nanoTime();
    private long tickedNs = System.nanoTime();
    private volatile boolean stopped;

    /** What comes over the wire, in this thread's polls. */
    private final ForwarderEnd.Handler handler = new ForwarderEnd.Handler() {
        @Override
        public void onController() {
            unsent.clear();
            hasController = true;
            log.accept("a controller is there");
        }

        @Override
        public void onControllerGone() {
            unsent.clear();
            hasController = false;
            log.accept("the controller is gone; generation %d stays".formatted(forwarder.generation()));
        }

        @Override
        public void onCommand(final Command command) {
            switch (command) {
                case final Hello hello ->
                    say(new HelloAnswer(hello.instance(), forwarder.generation(), services.digest(), startTimeMs));
                case final AskDrops question -> say(new Drops(question.id(), forwarder.drops()));
                case final AskCapture question -> say(forwarder.capture(question));
                case final Explain question -> say(explain(question));
                case final Ping ping -> say(new Pong(ping.id()));
                case final NewGeneration generation when generation.isPreparation() -> prepare(generation);
                case final NewGeneration generation -> say(adopt(generation));
            }
        }

        @Override
        public void onNotUnderstood(final Refused refusal) {
            log.accept("refused: " + refusal.reason());
        }

        @Override
        public void onFault(final Throwable fault) {
            log.accept("the wire to the controller: " + fault.getMessage());
        }
    };

    /**
     * Listens for a controller.
     *
     * @param place directory for the wire, see {@link ForwarderEnd}
     * @param forwarder begun without services
     * @param onAdoption told of each generation that every worker goes by; on the conductor's thread
     * @param log takes a line for people; on the conductor's thread
     * @throws StartException if another forwarder listens there
     */
    public Conductor(
            final Path place,
            final Forwarder forwarder,
            final Consumer<Adoption> onAdoption,
            final Consumer<String> log) {
        this.place = place;
        this.forwarder = forwarder;
        this.onAdoption = onAdoption;
        this.log = log;
        end = listen(place);
        thread = Thread.ofPlatform().name("conductor").start(this::run);
    }

    private static ForwarderEnd listen(final Path place) {
        try {
            return new ForwarderEnd(place);
        } catch (final IllegalStateException taken) {
            throw new StartException(taken.getMessage());
        }
    }

    private void run() {
        try {
            while (!stopped) {
                if (end.isClosed()) {
                    listenAgain();
                }
                if (end.poll(handler) + flush() == 0) {
                    LockSupport.parkNanos(PAUSE_NS);
                }
                count();
                tick();
            }
        } finally {
            end.close();
        }
    }

    /** After this process stood still for so long that the wire took it for dead. What is in the way may go, so tries on. */
    private void listenAgain() {
        hasController = false;
        try {
            end.close();
            end = listen(place);
            log.accept("controllers are listened for again");
        } catch (final StartException | UncheckedIOException refused) {
            log.accept("no controller can be listened for: %s; tried again in %d s"
                    .formatted(refused.getMessage(), TimeUnit.NANOSECONDS.toSeconds(LISTEN_AGAIN_NS)));
            LockSupport.parkNanos(LISTEN_AGAIN_NS);
        }
    }

    /** Whatever speaks against it will be said when it is to be adopted. */
    private void prepare(final NewGeneration generation) {
        try {
            forwarder.prepare(
                    generation.number(),
                    generation.onto(forwarder.generation(), services).services());
        } catch (final RefusedGenerationException | IllegalArgumentException | OutOfMemoryError refused) {
            log.accept("not prepared for generation %d: %s".formatted(generation.number(), refused.getMessage()));
        }
    }

    /** A question that cannot be answered must not end the thread that answers all others. */
    private Answer explain(final Explain question) {
        try {
            return forwarder.explain(question);
        } catch (final RuntimeException | OutOfMemoryError failed) {
            log.accept("a packet cannot be explained: " + failed);
            return Explained.not(question.id(), forwarder.generation(), "it cannot be explained: " + failed);
        }
    }

    private Answer adopt(final NewGeneration generation) {
        final long start = System.nanoTime();
        try {
            final ServiceSet next = generation.onto(forwarder.generation(), services);
            final Adoption adoption = forwarder.adopt(generation.number(), next.services());
            services = next;
            onAdoption.accept(adoption);
            return new Adopted(adoption.generation(), next.digest(), System.nanoTime() - start);
        } catch (final RefusedGenerationException refused) {
            log.accept("refused: " + refused.getMessage());
            return refused.answer();
        } catch (final IllegalArgumentException | OutOfMemoryError refused) {
            log.accept("refused: generation %d: %s".formatted(generation.number(), refused.getMessage()));
            return Refused.notAdoptable(generation, refused.getMessage());
        }
    }

    private void say(final Answer answer) {
        if (unsent.size() == MOST_UNSENT) {
            unsent.remove();
        }
        unsent.add(answer);
    }

    private int flush() {
        int sent = 0;
        while (!unsent.isEmpty() && isDone(end.offer(unsent.peek()))) {
            unsent.remove();
            sent++;
        }
        return sent;
    }

    /** Whether there is nothing more to be tried. */
    private static boolean isDone(final OfferResult result) {
        return result != OfferResult.BACK_PRESSURE;
    }

    /** Time passes for records, too. */
    private void tick() {
        final long now = System.nanoTime();
        if (now - tickedNs >= TICK_NS) {
            tickedNs = now;
            forwarder.tick();
        }
    }

    /** Counters are old as soon as there are newer ones, so they do not wait. */
    private void count() {
        final long now = System.nanoTime();
        if (now - countedNs >= COUNTERS_NS) {
            countedNs = now;
            if (hasController && unsent.isEmpty()) {
                end.offer(forwarder.counters(counters));
            }
        }
    }

    /** Ends the thread and the wire; the forwarder goes on. */
    @Override
    public void close() {
        stopped = true;
        Threads.awaitEnd(thread);
    }
}
