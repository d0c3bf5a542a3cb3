package io.guideway.bench.hop;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import org.agrona.concurrent.UnsafeBuffer;

/** One stream of Aeron IPC. One thread offers, one polls; it may be the same. */
final class Hop {
    /** Octets of a message: about what a command to a worker needs. */
    static final int MESSAGE = 64;

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MESSAGE]);
    private final ExclusivePublication publication;
    private final Subscription subscription;
    private final FragmentHandler handler;

    private long received;

    Hop(final Aeron client, final int stream) {
        message.putLong(0, 1);
        handler = (buffer, offset, length, header) -> received += buffer.getLong(offset);
        subscription = client.addSubscription(CommonContext.IPC_CHANNEL, stream);
        publication = client.addExclusivePublication(CommonContext.IPC_CHANNEL, stream);
        while (!publication.isConnected() || !subscription.isConnected()) {
            pause();
        }
    }

    /** Sends one message; waits while the stream is full. */
    void offer() {
        while (publication.offer(message, 0, MESSAGE) < 0) {
            pause();
        }
    }

    /** Takes one message; waits until there is one. Returns the sum over all so far, so that none is optimized away. */
    long take() {
        while (subscription.poll(handler, 1) == 0) {
            pause();
        }
        return received;
    }

    /** JMH interrupts what takes too long, and so ends who waits for the other end. */
    private static void pause() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while waiting for the other end");
        }
        Thread.onSpinWait();
    }
}
