package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import io.guideway.controller.operate.ForwarderStatus;
import io.guideway.packet.CaptureFilter;
import io.guideway.packet.Verdict;
import io.guideway.service.Service;
import io.guideway.wire.Adopted;
import io.guideway.wire.AskCapture;
import io.guideway.wire.AskDrops;
import io.guideway.wire.CaptureState;
import io.guideway.wire.Command;
import io.guideway.wire.Counters;
import io.guideway.wire.Drops;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import io.guideway.wire.ForwarderEnd;
import io.guideway.wire.Hello;
import io.guideway.wire.HelloAnswer;
import io.guideway.wire.NewGeneration;
import io.guideway.wire.Octets;
import io.guideway.wire.Ping;
import io.guideway.wire.Refused;
import io.guideway.wire.RefusedGenerationException;
import io.guideway.wire.ServiceSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link over a real wire; the forwarder at its other end is played by the test's thread. */
class ForwarderLinkTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<Service> FEW = Sample.GOOD.accepted().services().subList(0, 1);
    private static final List<Service> ALL = Sample.GOOD.accepted().services();

    @TempDir
    private Path folder;

    private final Queue<String> refusals = new ArrayDeque<>();
    private final List<Octets> asked = new ArrayList<>();
    private boolean isSilent;
    private long generation;
    private ServiceSet services = ServiceSet.EMPTY;
    private ForwarderEnd end;
    private ForwarderLink link;

    private final ForwarderEnd.Handler forwarder = new ForwarderEnd.Handler() {
        @Override
        public void onController() {}

        @Override
        public void onControllerGone() {}

        @Override
        public void onCommand(final Command command) {
            switch (command) {
                case final Hello hello ->
                    end.offer(new HelloAnswer(hello.instance(), generation, services.digest(), 0));
                case final NewGeneration next -> onGeneration(next);
                case final AskDrops question ->
                    end.offer(new Drops(
                            question.id(), List.of(new Drops.Drop(Verdict.ARP, 7, 1, 42, Octets.ofHex("03")))));
                case final AskCapture question ->
                    end.offer(CaptureState.none(question.id())
                            .refusing(question.action() + " " + question.order().file()));
                case final Explain question -> onQuestion(question);
                case final Ping _ -> {}
            }
        }

        @Override
        public void onNotUnderstood(final Refused refusal) {
            throw new AssertionError(refusal.reason());
        }

        @Override
        public void onFault(final Throwable fault) {
            throw new AssertionError(fault);
        }
    };

    private void onGeneration(final NewGeneration next) {
        if (isSilent) {
            return;
        }
        if (!refusals.isEmpty()) {
            end.offer(Refused.notAdoptable(next, refusals.remove()));
            return;
        }
        try {
            services = next.onto(generation, services);
            generation = next.number();
            end.offer(new Adopted(generation, services.digest(), 1));
        } catch (final RefusedGenerationException e) {
            end.offer(e.answer());
        }
    }

    private void onQuestion(final Explain question) {
        asked.add(question.frame());
        if (!isSilent) {
            end.offer(Explained.not(question.id(), generation, "asked on port " + question.port()));
        }
    }

    @Test
    void everyQuestionHasItsOwnAnswer() throws Exception {
        await(() -> link.status().isCurrent());
        final CompletableFuture<Explained> first = link.explain(new Explain(0, 1, true, Octets.ofHex("01")));
        final CompletableFuture<Explained> second = link.explain(new Explain(0, 2, true, Octets.ofHex("02")));
        await(() -> first.isDone() && second.isDone());
        assertEquals("asked on port 1", first.get().problem());
        assertEquals("asked on port 2", second.get().problem());
        assertEquals(List.of(Octets.ofHex("01"), Octets.ofHex("02")), asked);
    }

    @Test
    void theLastDropsAreAskedFor() throws Exception {
        await(() -> link.status().isCurrent());
        final CompletableFuture<Drops> answer = link.drops();
        await(answer::isDone);
        assertEquals(
                List.of(new Drops.Drop(Verdict.ARP, 7, 1, 42, Octets.ofHex("03"))),
                answer.get().drops());
    }

    @Test
    void aCaptureIsOrdered() throws Exception {
        await(() -> link.status().isCurrent());
        final CompletableFuture<CaptureState> answer =
                link.capture(AskCapture.Action.START, new AskCapture.Order(CaptureFilter.ALL, "/tmp/a", 1, 1, 64));
        await(answer::isDone);
        assertEquals("START /tmp/a", answer.get().refusal());
    }

    @Test
    void aQuestionToAForwarderThatGoesHasNoAnswer() throws Exception {
        await(() -> link.status().isCurrent());
        isSilent = true;
        final CompletableFuture<Explained> answer = link.explain(new Explain(0, 1, true, Octets.ofHex("01")));
        await(() -> !asked.isEmpty());
        end.close();
        await(answer::isDone);
        assertTrue(answer.isCompletedExceptionally());
        end = new ForwarderEnd(folder.resolve("wire"));
    }

    @BeforeEach
    void start() {
        end = new ForwarderEnd(folder.resolve("wire"));
        link = new ForwarderLink(folder.resolve("wire"), "lb-1", FEW, line -> {});
    }

    @AfterEach
    void stop() {
        link.close();
        end.close();
    }

    private void await(final BooleanSupplier condition) throws InterruptedException {
        assertTrue(Await.until(
                () -> {
                    end.poll(forwarder);
                    return condition.getAsBoolean();
                },
                LONG));
    }

    @Test
    void aWishEndsWithTheNumberOfItsGeneration() throws Exception {
        await(() -> link.status().isCurrent());
        final CompletableFuture<Long> fate = link.want(ALL);
        await(fate::isDone);
        assertEquals(2, fate.get());
        assertEquals(new ForwarderStatus(true, 2, ServiceSet.of(ALL).digest().toString(), true, ""), link.status());
        final CompletableFuture<Long> again = link.want(ALL);
        await(again::isDone);
        assertEquals(2, again.get());
    }

    @Test
    void aRefusedWishSaysWhyAndTheNextOneIsHeard() throws Exception {
        await(() -> link.status().isCurrent());
        refusals.add("no room");
        final CompletableFuture<Long> fate = link.want(ALL);
        await(fate::isDone);
        final ExecutionException refusal = assertThrows(ExecutionException.class, fate::get);
        assertEquals("no room", refusal.getCause().getMessage());
        assertTrue(refusal.getCause() instanceof TargetRefusedException);
        assertEquals("no room", link.status().refusal());
        assertFalse(link.status().isCurrent());
        final CompletableFuture<Long> back = link.want(FEW);
        await(back::isDone);
        assertEquals(1, back.get());
        assertEquals("", link.status().refusal());
    }

    @Test
    void aWishThatAnotherFollowsHasItsFate() throws Exception {
        await(() -> link.status().isCurrent());
        isSilent = true;
        final CompletableFuture<Long> first = link.want(ALL);
        final CompletableFuture<Long> second = link.want(List.of());
        assertFalse(first.isDone());
        isSilent = false;
        end.close(); // a forwarder that starts again is asked again
        end = new ForwarderEnd(folder.resolve("wire"));
        generation = 0;
        services = ServiceSet.of(ALL);
        await(second::isDone);
        assertEquals(1, second.get());
        assertEquals(1, first.get());
    }

    @Test
    void countersComeWithTheirServices() throws Exception {
        await(() -> link.status().isCurrent());
        final Counters counters = new Counters(
                1, 5, new long[Verdict.count()], new long[] {3, 300}, new long[] {1, 100, 2, 200}, List.of());
        end.offer(counters);
        await(() -> link.counted().isPresent());
        assertEquals(ServiceSet.of(FEW).services(), link.counted().orElseThrow().services());
        assertEquals(counters, link.counted().orElseThrow().counters());
    }

    @Test
    void withoutAForwarderNothingIsKnown() throws Exception {
        await(() -> link.status().isCurrent());
        end.close();
        assertTrue(Await.until(() -> !link.status().isConnected(), LONG));
        assertFalse(link.want(ALL).isDone());
    }
}
