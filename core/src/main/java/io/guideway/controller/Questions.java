package io.guideway.controller;

import io.guideway.wire.Answer;
import io.guideway.wire.Command;
import io.guideway.wire.ControllerEnd;
import io.guideway.wire.OfferResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** What the forwarder has been asked and has not answered. Any thread; the wire is its owner's. */
final class Questions {
    /** More than this many people do not ask at once. */
    private static final int MOST = 64;

    private static final int PATIENCE_SECONDS = 5;
    private static final String NO_FORWARDER = "there is no forwarder that could be asked; is it running?";

    private final Deque<Command> unsent = new ArrayDeque<>();
    private final Map<Long, CompletableFuture<Answer>> open = new HashMap<>();
    private long number;

    /**
     * Asks; fails at once where too much is asked already, and with a timeout where no answer comes.
     *
     * @param question by its number
     */
    synchronized CompletableFuture<Answer> ask(final LongFunction<Command> question) {
        if (open.size() == MOST) {
            return CompletableFuture.failedFuture(
                    new TargetRefusedException("%d questions wait for their answers; ask again".formatted(MOST)));
        }
        number++;
        final long id = number;
        final Command numbered = question.apply(id);
        final CompletableFuture<Answer> answer = new CompletableFuture<>();
        unsent.add(numbered);
        open.put(id, answer);
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).whenComplete((any, late) -> forget(id, numbered));
    }

    private synchronized void forget(final long id, final Command question) {
        open.remove(id);
        unsent.remove(question);
    }

    /** Sends the next one, if there is one and room for it; whether that was so. */
    synchronized boolean offer(final ControllerEnd end) {
        if (unsent.isEmpty() || !isTaken(end.offer(unsent.peek()))) {
            return false;
        }
        unsent.remove();
        return true;
    }

    private static boolean isTaken(final OfferResult result) {
        return result == OfferResult.SENT || result == OfferResult.UNFINISHED;
    }

    /** The answer to a question has come, by its number. */
    synchronized void answer(final long id, final Answer answer) {
        final CompletableFuture<Answer> waiting = open.remove(id);
        if (waiting != null) {
            waiting.complete(answer);
        }
    }

    /** There is no forwarder any more. */
    synchronized void giveUp() {
        unsent.clear();
        List.copyOf(open.values())
                .forEach(waiting -> waiting.completeExceptionally(new TargetRefusedException(NO_FORWARDER)));
    }
}
