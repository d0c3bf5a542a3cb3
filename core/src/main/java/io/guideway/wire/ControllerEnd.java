package io.guideway.wire;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A controller's end of the wire: a client of the forwarder's media driver. Belongs to the thread that polls it, {@link #close}
 * included. It is for one forwarder from its start to its end: when {@link #isClosed}, or after {@link Handler#onForwarderGone},
 * close it and connect again.
 */
public final class ControllerEnd implements AutoCloseable {
    /** A driver that was killed is silent for as long as {@link Streams#LIVENESS_MS}; its successor is seen much earlier. */
    private static final long LOOK_FOR_SUCCESSOR_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Faults faults = new Faults();
    private final Presence presence = new Presence();
    private final Inbox inbox = new Inbox(Side.CONTROLLER);
    private final Outbox outbox = new Outbox();
    private final Aeron aeron;
    private final Listener listener;
    private final Path driver;
    private final Object identity;
    private long lookedNs = System.nanoTime();
    private boolean isReplaced;
    private boolean isHeard;

    private Handler handler;
    private final Inbox.Reader reader = new Inbox.Reader() {
        @Override
        public void onMessage(final Message message) {
            handler.onAnswer((Answer) message);
        }

        @Override
        public void onNotUnderstood(final Refused refusal) {
            handler.onNotUnderstood(refusal);
        }
    };

    /**
     * Who gets what comes. Called by {@link #poll} only; an exception that it throws comes out of that poll. It may offer; it
     * does not poll or close.
     */
    public interface Handler {
        /** The forwarder listens to this controller. */
        void onForwarder();

        /** The forwarder is gone, or listens to another controller; this end will not be heard again. */
        void onForwarderGone();

        /** The forwarder says something. */
        void onAnswer(Answer answer);

        /** The forwarder says something that is not understood; it is not told. */
        void onNotUnderstood(Refused refusal);

        /** Aeron reports an error; the end goes on unless {@link ControllerEnd#isClosed}. */
        void onFault(Throwable fault);
    }

    private ControllerEnd(final Path driver) {
        this.driver = driver;
        identity = DriverDirectory.identity(driver);
        aeron = Streams.connect(driver, faults, presence);
        try {
            // The forwarder answers by the number of the session that it hears, so the way back stands before the way
            // there.
            final int sessionId = ThreadLocalRandom.current().nextInt();
            listener = new Listener(aeron.addSubscription(Streams.reader(sessionId), Streams.ANSWERS), inbox);
            outbox.use(aeron.addExclusivePublication(Streams.sender(sessionId), Streams.COMMANDS));
        } catch (final RuntimeException failure) {
            aeron.close();
            throw failure;
        }
    }

    /**
     * Connects to a forwarder; takes some milliseconds, and up to 5 s where the forwarder stands still.
     *
     * @param place the directory that the forwarder was given
     * @throws ForwarderAbsentException if no forwarder is there, or it does not answer
     */
    public static ControllerEnd connect(final Path place) throws ForwarderAbsentException {
        final Path driver = DriverDirectory.driver(place);
        Exception cause = null;
        try {
            if (CommonContext.isDriverActive(driver.toFile(), Streams.LIVENESS_MS, ignored -> {})) {
                return new ControllerEnd(driver);
            }
        } catch (final Exception failure) {
            // Files may vanish at any moment, and Aeron throws what it likes then, checked exceptions too.
            cause = failure;
        }
        throw new ForwarderAbsentException(
                "no forwarder answers at %s%s; start it, or name the directory that it was given"
                        .formatted(place, cause == null ? "" : " (" + cause.getMessage() + ")"),
                cause);
    }

    /** Gives the handler what has come, up to a bound, and sends on what is unfinished; returns what there was to do. */
    public int poll(final Handler to) {
        handler = to;
        final Throwable fault = faults.take();
        if (fault != null) {
            handler.onFault(fault);
        }
        presence.enter();
        try {
            return isClosed() || isReplaced()
                    ? goneIfHeard()
                    : lookForForwarder() + (outbox.resume() ? 1 : 0) + listener.poll(reader);
        } finally {
            presence.leave();
        }
    }

    private int lookForForwarder() {
        return switch (listener.look()) {
            case NOTHING -> 0;
            case BEGAN -> {
                isHeard = true;
                handler.onForwarder();
                yield 1;
            }
            case ENDED -> goneIfHeard();
        };
    }

    /** Whether another forwarder has taken the directory over, asked now and then. */
    private boolean isReplaced() {
        final long now = System.nanoTime();
        if (!isReplaced && now - lookedNs >= LOOK_FOR_SUCCESSOR_NS) {
            lookedNs = now;
            final Object successor = DriverDirectory.identity(driver);
            isReplaced = successor != null && !successor.equals(identity);
        }
        return isReplaced;
    }

    private int goneIfHeard() {
        if (!isHeard) {
            return 0;
        }
        isHeard = false;
        handler.onForwarderGone();
        return 1;
    }

    /** Says something to the forwarder; never waits. */
    public OfferResult offer(final Command command) {
        presence.enter();
        try {
            return isClosed() ? OfferResult.CLOSED : outbox.offer(command);
        } finally {
            presence.leave();
        }
    }

    /** What it has seen. */
    public StreamCounts counts() {
        return new StreamCounts(
                inbox.messages(),
                inbox.refused(),
                inbox.incomplete(),
                listener.superseded(),
                outbox.unsent(),
                faults.count());
    }

    /**
     * Whether it is of no use any more: it was closed, the forwarder's driver is gone or another's, or took this process for
     * dead.
     */
    public boolean isClosed() {
        return isReplaced || aeron.isClosed();
    }

    /** Ends the session. */
    @Override
    public void close() {
        aeron.close();
    }
}
