package io.guideway.wire;

import io.aeron.Aeron;
import java.nio.file.Path;
import org.agrona.ErrorHandler;

/** What both ends know of the streams. */
final class Streams {
    /** What controllers say. */
    static final int COMMANDS = 1;

    /** What the forwarder says, to each controller by a session of the number that the controller's own session has. */
    static final int ANSWERS = 2;

    /** How long a process may be silent before the other takes it for dead. */
    static final long LIVENESS_MS = 5_000;

    private static final String CHANNEL = "aeron:ipc";

    /** A sender may be half a term ahead of its reader: 512 KiB. Frames are long, so that long messages have few parts. */
    private static final String SENDER = CHANNEL + "?term-length=1m|mtu=16k|session-id=";

    private Streams() {}

    /** A sender's channel. */
    static String sender(final int sessionId) {
        return SENDER + sessionId;
    }

    /** The channel of a reader of all sessions. */
    static String reader() {
        return CHANNEL;
    }

    /** The channel of a reader of one session. */
    static String reader(final int sessionId) {
        return CHANNEL + "?session-id=" + sessionId;
    }

    /** Connects to the driver in this directory. An exception out of a handler reaches the poll that called it. */
    static Aeron connect(final Path driver, final ErrorHandler faults, final Runnable beforeUnmapping) {
        return Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.toString())
                .driverTimeoutMs(LIVENESS_MS)
                .errorHandler(faults)
                .closeHandler(beforeUnmapping)
                .subscriberErrorHandler(Streams::rethrow)
                .threadFactory(Streams::thread));
    }

    /** A thread that does not keep the program alive. */
    static Thread thread(final Runnable task) {
        final Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private static void rethrow(final Throwable failure) {
        if (failure instanceof final RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof final Error error) {
            throw error;
        }
        throw new IllegalStateException(failure);
    }
}
