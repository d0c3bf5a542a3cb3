package io.guideway.tier;

import io.aeron.ExclusivePublication;
import java.util.Optional;

/** What a node says to one peer, or to all of a group: a run of numbered letters. Waits for nobody. One thread. */
final class Outflow {
    /** The driver may be about to turn a page. */
    private static final int ATTEMPTS = 3;

    private final String destination;
    private final ExclusivePublication publication;
    private final LetterWriter writer;
    private final long run;
    private long next = 1;
    private long records;
    private long unsent;
    private Optional<Snapshot> snapshot = Optional.empty();
    private long snapshotEndNs;
    private boolean hadSnapshot;

    /** @param run a number that no other run has, nor will have */
    Outflow(
            final String destination,
            final ExclusivePublication publication,
            final LetterWriter writer,
            final long run) {
        this.destination = destination;
        this.publication = publication;
        this.writer = writer;
        this.run = run;
    }

    String destination() {
        return destination;
    }

    long run() {
        return run;
    }

    boolean isConnected() {
        return publication.isConnected();
    }

    long records() {
        return records;
    }

    long unsent() {
        return unsent;
    }

    /** Says something once; where that finds no room it is lost, and the numbers tell the reader so. */
    boolean say(final Message message) {
        final boolean isSent = offer(message);
        next++;
        if (isSent && message instanceof final Records told) {
            records += told.count();
        }
        if (!isSent && !(message instanceof Hello)) {
            unsent++;
        }
        return isSent;
    }

    private boolean offer(final Message message) {
        final int length = writer.write(new Letter(run, next, message));
        for (int i = 0; i < ATTEMPTS; i++) {
            final long result = publication.offer(writer.frame(), 0, length);
            if (result > 0) {
                return true;
            }
            if (result != ExclusivePublication.ADMIN_ACTION) {
                return false;
            }
        }
        return false;
    }

    /** Whether an answer may begin: none is under way, and the one before ended a while ago. */
    boolean mayAnswer(final long nowNs, final long pauseNs) {
        return snapshot.isEmpty() && (!hadSnapshot || nowNs - snapshotEndNs >= pauseNs);
    }

    /** From now on, piece by piece. */
    void answer(final Snapshot answer) {
        snapshot = Optional.of(answer);
        hadSnapshot = true;
    }

    /** Says the next pieces of an answer, as far as there is room; whether it has come to its end. */
    boolean goOn(final int mostPieces, final long nowNs) {
        for (int i = 0; i < mostPieces && snapshot.isPresent(); i++) {
            if (!offer(snapshot.get().piece())) {
                stopIfNobodyListens(nowNs);
                return false;
            }
            next++;
            if (!snapshot.get().advance()) {
                end(nowNs);
                return true;
            }
        }
        return false;
    }

    private void stopIfNobodyListens(final long nowNs) {
        if (!isConnected()) {
            end(nowNs);
        }
    }

    private void end(final long nowNs) {
        snapshot = Optional.empty();
        snapshotEndNs = nowNs;
    }

    void close() {
        publication.close();
    }
}
