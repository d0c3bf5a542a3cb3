package io.guideway.bench.stall;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * Messages by Aeron IPC, with a media driver in this process: sent, and read again by the sender. One thread sends; any
 * makes and closes it. The driver's directory goes with it.
 */
final class StatsStream implements AutoCloseable {
    private static final String CHANNEL = "aeron:ipc?term-length=1m";
    private static final int STREAM = 1;
    private static final int FRAGMENTS = 64;

    private final MediaDriver driver;
    private final Aeron aeron;
    private final ExclusivePublication publication;
    private final Subscription subscription;
    private int unread;
    private final FragmentHandler read = (buffer, offset, length, header) -> unread -= length;

    StatsStream() {
        driver = MediaDriver.launchEmbedded(
                new MediaDriver.Context().threadingMode(ThreadingMode.SHARED).dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
        subscription = aeron.addSubscription(CHANNEL, STREAM);
        publication = aeron.addExclusivePublication(CHANNEL, STREAM);
    }

    /** Sends a message, in parts where it is long, and reads it; gives up when the thread is interrupted. */
    void send(final DirectBuffer message) {
        unread = 0;
        int sent = 0;
        while ((sent < message.capacity() || unread > 0)
                && !Thread.currentThread().isInterrupted()) {
            final int part = Math.min(message.capacity() - sent, publication.maxMessageLength());
            if (part > 0 && offered(message, sent, part)) {
                sent += part;
                unread += part;
            }
            subscription.poll(read, FRAGMENTS);
        }
    }

    private boolean offered(final DirectBuffer message, final int offset, final int length) {
        final long result = publication.offer(message, offset, length);
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            throw new IllegalStateException("Aeron takes no more messages (%d)".formatted(result));
        }
        return result > 0;
    }

    @Override
    public void close() {
        CloseHelper.closeAll(aeron, driver);
    }
}
