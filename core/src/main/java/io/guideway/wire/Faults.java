package io.guideway.wire;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.ErrorHandler;

/** Errors that Aeron's threads report: all counted, and the latest kept for its owner. Any thread. */
final class Faults implements ErrorHandler {
    private final AtomicReference<Throwable> latest = new AtomicReference<>();
    private final AtomicLong count = new AtomicLong();

    @Override
    public void onError(final Throwable fault) {
        count.incrementAndGet();
        latest.set(fault);
    }

    /** The latest that nobody has taken yet, or null. */
    Throwable take() {
        return latest.get() == null ? null : latest.getAndSet(null);
    }

    /** How many there were. */
    long count() {
        return count.get();
    }
}
