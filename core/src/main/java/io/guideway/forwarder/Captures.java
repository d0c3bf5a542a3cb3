package io.guideway.forwarder;

import io.guideway.forward.Capture;
import io.guideway.wire.AskCapture;
import io.guideway.wire.CaptureState;
import java.nio.file.Path;
import java.util.Optional;

/** The captures of a forwarder, of which one goes on at a time. Any thread. */
final class Captures implements AutoCloseable {
    private static final int MOST_PACKETS = 1_000_000;
    private static final int MOST_SECONDS = 3600;

    private final Generations generations;
    private Optional<CaptureSession> last = Optional.empty();
    private boolean isClosed;

    Captures(final Generations generations) {
        this.generations = generations;
    }

    /** Does what is asked, or says why not. */
    synchronized CaptureState answer(final AskCapture question) {
        return switch (question.action()) {
            case LOOK -> state(question.id());
            case STOP -> {
                last.ifPresent(CaptureSession::stop);
                yield state(question.id());
            }
            case START -> start(question);
        };
    }

    private CaptureState state(final long id) {
        return last.map(session -> session.state().answering(id)).orElseGet(() -> CaptureState.none(id));
    }

    private CaptureState start(final AskCapture question) {
        try {
            requireNone();
            check(question.order());
            last = Optional.of(new CaptureSession(generations, question.order()));
            return state(question.id());
        } catch (final IllegalArgumentException refused) {
            return state(question.id()).refusing(refused.getMessage());
        } catch (final RuntimeException | OutOfMemoryError failed) {
            return state(question.id()).refusing("it cannot be captured: " + failed);
        }
    }

    private void requireNone() {
        if (isClosed) {
            throw new IllegalArgumentException("the forwarder is about to end");
        }
        last.filter(session -> !session.isOver()).ifPresent(session -> {
            throw new IllegalArgumentException("a capture goes on, to %s; stop it or wait for its end"
                    .formatted(session.state().file()));
        });
    }

    private static void check(final AskCapture.Order order) {
        if (!Path.of(order.file()).isAbsolute()) {
            throw new IllegalArgumentException(
                    "'%s' is no absolute path; give one, such as /tmp/web.pcapng".formatted(order.file()));
        }
        require("count", order.count(), 1, MOST_PACKETS);
        require("seconds", order.seconds(), 1, MOST_SECONDS);
        require("snap", order.snap(), Capture.LEAST_SNAP, Capture.MOST_SNAP);
    }

    private static void require(final String what, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s %d; give %d to %d".formatted(what, value, least, most));
        }
    }

    /** Ends what goes on, and waits for that; nothing begins any more. */
    @Override
    public void close() {
        final Optional<CaptureSession> running;
        synchronized (this) {
            isClosed = true;
            running = last;
        }
        running.ifPresent(CaptureSession::close);
    }
}
