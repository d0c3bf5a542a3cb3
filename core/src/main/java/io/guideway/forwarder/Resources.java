package io.guideway.forwarder;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened so far, to be closed in the opposite order: all of it, even if one part fails to. */
final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Remembers {@code resource}; returns it. */
    <T extends AutoCloseable> T add(final T resource) {
        open.push(resource);
        return resource;
    }

    /** Closes everything because of {@code failure}, which stays the one to report: what else fails is attached to it. */
    void closeAfter(final RuntimeException failure) {
        try {
            close();
        } catch (final IllegalStateException another) {
            failure.addSuppressed(another);
        }
    }

    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (final Exception cause) {
                if (failure == null) {
                    failure = new IllegalStateException("a part of the packet process cannot be closed");
                }
                failure.addSuppressed(cause);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
