package io.guideway.forwarder;

import io.guideway.forward.Capture;
import io.guideway.thread.Threads;
import io.guideway.wire.AskCapture;
import io.guideway.wire.CaptureState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One capture from its beginning to its end: takes what the workers tell and writes it to a file, on a thread of its own, as a disk
 * may be slow. Any thread may ask how it goes.
 */
final class CaptureSession implements AutoCloseable {
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Packets taken of one worker before the next one's turn. */
    private static final int MOST_READ = 256;

    private final Generations generations;
    private final AskCapture.Order order;
    private final PcapngWriter file;
    private final List<Capture> captures;
    private final Thread thread;
    private volatile long packets;
    private volatile long lost;
    private volatile String end = "";
    private volatile boolean isOver;
    private volatile boolean stopped;

    /**
     * Begins.
     *
     * @throws IllegalArgumentException if the file cannot be made, or the order asks for what there is not; nothing is left behind
     */
    CaptureSession(final Generations generations, final AskCapture.Order order) {
        this.generations = generations;
        this.order = order;
        final Path path = Path.of(order.file());
        file = create(path, order.snap());
        try {
            captures = generations.capture(order.filter(), order.snap(), epochNs());
        } catch (final RuntimeException | Error refused) {
            discard(path, refused);
            throw refused;
        }
        thread = Thread.ofPlatform().name("capture").start(this::run);
    }

    private static long epochNs() {
        final Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - System.nanoTime();
    }

    private static PcapngWriter create(final Path path, final int snap) {
        try {
            return new PcapngWriter(path, snap);
        } catch (final FileAlreadyExistsException there) {
            throw new IllegalArgumentException("%s is there already; name a file that is not".formatted(path), there);
        } catch (final IOException | UnsupportedOperationException refused) {
            throw new IllegalArgumentException(
                    "%s cannot be written by the forwarder: %s".formatted(path, refused), refused);
        }
    }

    private void discard(final Path path, final Throwable reason) {
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (final IOException also) {
            reason.addSuppressed(also);
        }
    }

    private void run() {
        final long start = System.nanoTime();
        final long time = TimeUnit.SECONDS.toNanos(order.seconds());
        String reason = "";
        try {
            while (reason.isEmpty()) {
                if (drain() == 0) {
                    file.flush();
                    LockSupport.parkNanos(PAUSE_NS);
                }
                reason = reason(System.nanoTime() - start >= time);
            }
        } catch (final IOException | WriteFailed failed) {
            reason = failure(failed);
        } catch (final RuntimeException | Error fault) {
            reason = "a fault: " + fault;
        }
        finish(reason);
    }

    private static String failure(final Exception failed) {
        return "the file cannot be written: " + (failed instanceof WriteFailed ? failed.getCause() : failed);
    }

    private String reason(final boolean isLate) {
        if (packets >= order.count()) {
            return "%d packets".formatted(packets);
        }
        if (stopped) {
            return "stopped";
        }
        return isLate ? "%d seconds".formatted(order.seconds()) : "";
    }

    /** What the workers have told until they heard of the end is still written, up to the number that was asked for. */
    private void finish(final String reason) {
        String last = reason;
        generations.endCapture();
        try (file) {
            while (drain() > 0) {
                // There is more.
            }
        } catch (final IOException | WriteFailed failed) {
            last = failure(failed);
        } catch (final RuntimeException | Error fault) {
            last = "a fault: " + fault;
        }
        lost = lostNow();
        captures.forEach(Capture::close);
        end = last;
        isOver = true;
    }

    private int drain() {
        int read = 0;
        for (final Capture capture : captures) {
            read += capture.read(this::write, MOST_READ);
        }
        lost = lostNow();
        return read;
    }

    private long lostNow() {
        return captures.stream().mapToLong(Capture::lost).sum();
    }

    private void write(final Capture.Captured packet) {
        if (packets >= order.count()) {
            return;
        }
        try {
            writeSides(packet);
        } catch (final IOException failed) {
            throw new WriteFailed(failed);
        }
        packets++; // by this thread alone
    }

    private void writeSides(final Capture.Captured packet) throws IOException {
        final String comment = comment(packet);
        final long id = packets + 1;
        file.write(PcapngWriter.Side.BEFORE, packet.cameNs(), id, packet.cameLength(), packet.came(), comment);
        if (packet.leftLength() > 0) {
            file.write(PcapngWriter.Side.AFTER, packet.leftNs(), id, packet.leftLength(), packet.left(), comment);
        }
    }

    private static String comment(final Capture.Captured packet) {
        final StringBuilder comment = new StringBuilder(packet.verdict().text());
        if (packet.service().length > 0) {
            comment.append(' ').append(new String(packet.service(), StandardCharsets.UTF_8));
        }
        packet.backend().ifPresent(address -> comment.append(' ').append(address));
        if (packet.others() > 0) {
            comment.append(", %d more fragments".formatted(packet.others()));
        }
        return comment.toString();
    }

    /** The disk says no, below a reader that may not. */
    private static final class WriteFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        WriteFailed(final IOException cause) {
            super(cause);
        }
    }

    /** How it goes, or went. */
    CaptureState state() {
        final boolean over = isOver; // before the counts, which are final then
        return new CaptureState(
                0,
                over ? CaptureState.Progress.OVER : CaptureState.Progress.RUNNING,
                order.file(),
                packets,
                lost,
                over ? end : "",
                "");
    }

    boolean isOver() {
        return isOver;
    }

    /** It shall end; does not wait. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /** Ends it and waits for that. */
    @Override
    public void close() {
        stop();
        Threads.awaitEnd(thread);
    }
}
