package io.guideway.wire;

import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Reads the newest session of a stream, and drops what older ones still say: whoever came last has the word. A session is
 * newer if the driver has numbered it later; when the newest ends, no older one takes its place. One thread.
 */
final class Listener {
    /** Frames taken by one poll, so that it ends. */
    private static final int FRAMES = 64;

    private final Subscription subscription;
    private final Inbox inbox;
    private final Consumer<Image> lookAt = this::lookAt;
    private final Consumer<Image> discard = this::discard;
    private final FragmentHandler read = this::read;
    private final FragmentHandler drop = this::drop;
    private Inbox.Reader reader;
    private Image image;
    private Image found;
    private long newest = Long.MIN_VALUE;
    private long superseded;

    /** What happened to the session that is read. */
    enum Event {
        NOTHING,
        /** There is one, in the place of the one before if there was one. */
        BEGAN,
        /** There is none any more. */
        ENDED
    }

    Listener(final Subscription subscription, final Inbox inbox) {
        this.subscription = subscription;
        this.inbox = inbox;
    }

    /** Finds out who is there. */
    Event look() {
        found = null;
        subscription.forEachImage(lookAt);
        if (found != null) {
            image = found;
            inbox.reset();
            return Event.BEGAN;
        }
        if (image != null && image.isClosed()) {
            image = null;
            inbox.reset();
            return Event.ENDED;
        }
        return Event.NOTHING;
    }

    private void lookAt(final Image candidate) {
        if (candidate.correlationId() > newest) {
            newest = candidate.correlationId();
            found = candidate;
        }
    }

    /** Whether somebody is there. */
    boolean hasSession() {
        return image != null;
    }

    /** The session's number, chosen by its sender. */
    int sessionId() {
        return image.sessionId();
    }

    /** Reads what the session says, up to a bound; returns frames. */
    int poll(final Inbox.Reader to) {
        reader = to;
        return image == null ? 0 : image.poll(read, FRAMES);
    }

    private void read(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        inbox.accept(buffer, offset, length, reader);
    }

    /** Drops what older sessions say, so that they do not wait. */
    void discardOthers() {
        if (subscription.imageCount() > 1 || image == null) {
            subscription.forEachImage(discard);
        }
    }

    private void discard(final Image other) {
        if (other != image) {
            other.poll(drop, FRAMES);
        }
    }

    private void drop(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        superseded++;
    }

    /** Frames of older sessions. */
    long superseded() {
        return superseded;
    }
}
