package io.guideway.wire;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.AeronException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * The forwarder's end of the wire, with the media driver that both ends use. It listens to one controller, the one that came
 * last, and answers it alone. Belongs to the thread that polls it, {@link #close} included; nothing a controller sends makes
 * {@link #poll} throw, wait or keep more than 64 MiB.
 */
public final class ForwarderEnd implements AutoCloseable {
    private static final int YIELDS = 10;
    private static final long SHORTEST_PARK_NS = TimeUnit.MICROSECONDS.toNanos(10);
    private static final long LONGEST_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long NOT_ASKED = Aeron.NULL_VALUE;

    private final Faults faults = new Faults();
    private final Presence presence = new Presence();
    private final Inbox inbox = new Inbox(Side.FORWARDER);
    private final Outbox outbox = new Outbox();
    private final DriverDirectory directory;
    private MediaDriver driver;
    private Aeron aeron;
    private Listener listener;
    private ExclusivePublication answers;
    private long asked = NOT_ASKED;
    private boolean isWaiting;

    private Handler handler;
    private final Inbox.Reader reader = new Inbox.Reader() {
        @Override
        public void onMessage(final Message message) {
            handler.onCommand((Command) message);
        }

        @Override
        public void onNotUnderstood(final Refused refusal) {
            outbox.offerOrCount(refusal);
            handler.onNotUnderstood(refusal);
        }
    };

    /**
     * Who gets what comes. Called by {@link #poll} only; an exception that it throws comes out of that poll. It may offer; it
     * does not poll or close.
     */
    public interface Handler {
        /** A controller is there, and offers reach it; the one before, if there was one, is heard no more. */
        void onController();

        /** The controller is gone, and no other has come. */
        void onControllerGone();

        /** The controller says something. */
        void onCommand(Command command);

        /** The controller says something that is not understood; it has been told so by this very answer, if that found room. */
        void onNotUnderstood(Refused refusal);

        /** Aeron reports an error; the end goes on unless {@link ForwarderEnd#isClosed}. */
        void onFault(Throwable fault);
    }

    /**
     * Starts the driver and listens.
     *
     * @param place directory for the driver, on the same machine and best in memory ({@link #standardPlace}); made, cleared if
     *     a forwarder that is no more left something, and removed by {@link #close}
     * @throws IllegalStateException if another forwarder uses it
     * @throws java.io.UncheckedIOException if it cannot be made, belongs to another user, or has other things in it
     */
    public ForwarderEnd(final Path place) {
        directory = new DriverDirectory(place);
        try {
            driver = MediaDriver.launch(driverContext(DriverDirectory.driver(place)));
            aeron = Streams.connect(DriverDirectory.driver(place), faults, presence);
            listener = new Listener(aeron.addSubscription(Streams.reader(), Streams.COMMANDS), inbox);
        } catch (final RuntimeException failure) {
            closeAfter(failure);
            throw failure;
        }
    }

    private MediaDriver.Context driverContext(final Path driverDirectory) {
        final BackoffIdleStrategy idle = new BackoffIdleStrategy(0, YIELDS, SHORTEST_PARK_NS, LONGEST_PARK_NS);
        return new MediaDriver.Context()
                .aeronDirectoryName(driverDirectory.toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(idle)
                .sharedThreadFactory(Streams::thread)
                .clientLivenessTimeoutNs(TimeUnit.MILLISECONDS.toNanos(Streams.LIVENESS_MS))
                .publicationUnblockTimeoutNs(TimeUnit.MILLISECONDS.toNanos(2 * Streams.LIVENESS_MS))
                .errorHandler(faults);
    }

    private void closeAfter(final RuntimeException failure) {
        try {
            close();
        } catch (final RuntimeException another) {
            failure.addSuppressed(another);
        }
    }

    /** A place in memory, or among temporary files where the system has no memory for files; {@code leaf} is its last name. */
    public static Path standardPlace(final String leaf) {
        return DriverDirectory.standard(leaf);
    }

    /** Where its media driver is; others of this process may use it too. */
    public static Path driver(final Path place) {
        return DriverDirectory.driver(place);
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
            return isClosed() ? 0 : lookForController() + (outbox.resume() ? 1 : 0) + read();
        } finally {
            presence.leave();
        }
    }

    private int lookForController() {
        switch (listener.look()) {
            case NOTHING -> {
                return isWaiting ? awaitWayBack() : 0;
            }
            case BEGAN -> askForWayBack(listener.sessionId());
            case ENDED -> {
                leave();
                handler.onControllerGone();
            }
        }
        return 1;
    }

    /** Asks without waiting; while the answer is awaited, what the controller says waits too. */
    private void askForWayBack(final int sessionId) {
        leave();
        isWaiting = true;
        try {
            asked = aeron.asyncAddExclusivePublication(Streams.sender(sessionId), Streams.ANSWERS);
        } catch (final AeronException | IllegalStateException failure) {
            faults.onError(failure);
        }
    }

    /** A controller that cannot be answered is heard all the same. */
    private int awaitWayBack() {
        if (asked != NOT_ASKED) {
            try {
                answers = aeron.getExclusivePublication(asked);
            } catch (final AeronException | IllegalStateException failure) {
                faults.onError(failure);
                asked = NOT_ASKED;
            }
        }
        if (answers == null && asked != NOT_ASKED) {
            return 0;
        }
        asked = NOT_ASKED;
        isWaiting = false;
        outbox.use(answers);
        handler.onController();
        return 1;
    }

    private void leave() {
        outbox.use(null);
        CloseHelper.close(faults, answers);
        answers = null;
        if (asked != NOT_ASKED) {
            CloseHelper.close(faults, () -> aeron.asyncRemovePublication(asked));
        }
        asked = NOT_ASKED;
        isWaiting = false;
    }

    private int read() {
        listener.discardOthers();
        return isWaiting ? 0 : listener.poll(reader);
    }

    /** Says something to the controller; never waits. */
    public OfferResult offer(final Answer answer) {
        presence.enter();
        try {
            return isClosed() ? OfferResult.CLOSED : outbox.offer(answer);
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
     * Whether it is of no use any more: it was closed, or this process stood still for so long (5 s) that the driver took it
     * for dead. Close it then and make another.
     */
    public boolean isClosed() {
        return aeron == null || aeron.isClosed();
    }

    /** Ends the driver, and every controller's connection, and removes the directory. */
    @Override
    public void close() {
        CloseHelper.closeAll(aeron, driver, directory);
    }
}
