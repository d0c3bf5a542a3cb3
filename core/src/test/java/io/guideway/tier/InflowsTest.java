package io.guideway.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.flow.RecordKind;
import io.guideway.packet.IpAddress;
import io.guideway.service.BackendIdentity;
import io.guideway.service.ServedBackends;
import io.guideway.service.ServicePast;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is believed, and when the copy is complete. Time is the test's. */
class InflowsTest {
    private static final RecordKind[] CONFIRMED = {RecordKind.CONFIRMED};
    private static final long RUN = 77;
    private static final long FLOW = 0x0123_4567_89AB_CDEFL;

    private final TestNode node = new TestNode(0, 64);
    private final TierCounts counts = new TierCounts();
    private final List<Ask> asked = new ArrayList<>();
    private long nonce = 1000;
    private long nowNs;
    private final Inflows inflows = new Inflows(node, counts, () -> nonce++);

    @AfterEach
    void close() {
        node.close();
    }

    private boolean hear(final long run, final long sequence, final Message message) {
        return inflows.take(new Letter(run, sequence, message), nowNs);
    }

    private Ask nextQuestion() {
        nowNs += TimeUnit.SECONDS.toNanos(2);
        asked.clear();
        inflows.tick(nowNs, asked::add);
        return asked.getFirst();
    }

    private Records record(final long nonce, final boolean isLast, final long flow, final int backend) {
        final BackendIdentity identity =
                node.served.identity(node.lasting(backend)).orElseThrow();
        return new Records(
                nonce, isLast, List.of(identity), new long[] {flow}, new char[] {0}, CONFIRMED, new char[] {3});
    }

    private Records end(final long nonce) {
        return new Records(nonce, true, List.of(), new long[0], new char[0], new RecordKind[0], new char[0]);
    }

    /** A run that answers is believed and complete after its letter {@code sequence}. */
    private void join(final long run, final long sequence) {
        hear(run, sequence - 1, new Hello("lb-2"));
        final Ask ask = nextQuestion();
        assertEquals(run, ask.of());
        hear(run, sequence, end(ask.nonce()));
        assertTrue(inflows.areComplete(nowNs));
    }

    @Test
    void whatDoesNotAnswerIsNotBelieved() {
        hear(RUN, 1, new Hello("lb-2"));
        hear(RUN, 2, record(Records.NO_NONCE, false, FLOW, 4));
        final Ask ask = nextQuestion();
        hear(RUN, 3, record(ask.nonce() - 1, true, FLOW, 4));
        assertEquals(0, node.copied(FLOW));
        assertEquals(2, counts.get(TierCounter.UNPROVEN));
        hear(RUN, 4, record(ask.nonce(), true, FLOW, 4));
        assertEquals(4, node.copied(FLOW));
        assertTrue(inflows.areComplete(nowNs));
    }

    @Test
    void whatCameBeforeHasNoEffect() {
        join(RUN, 5);
        hear(RUN, 6, record(Records.NO_NONCE, false, FLOW, 4));
        hear(RUN, 7, record(Records.NO_NONCE, false, FLOW, 5));
        hear(RUN, 6, record(Records.NO_NONCE, false, FLOW, 4));
        assertEquals(5, node.copied(FLOW));
        assertEquals(1, counts.get(TierCounter.REPLAYED));
        assertFalse(hear(RUN, 3, new Ask(1, 2, true)), "an old question deserves no answer");
    }

    @Test
    void aGapMakesTheCopyIncompleteUntilAnAnswerIsThere() {
        join(RUN, 5);
        hear(RUN, 9, new Hello("lb-2"));
        assertFalse(inflows.areComplete(nowNs));
        assertEquals(3, counts.get(TierCounter.MESSAGES_LOST));
        final Ask ask = nextQuestion();
        assertFalse(ask.everything(), "the node's own records are what was lost");
        hear(RUN, 10, record(ask.nonce(), false, FLOW, 2));
        hear(RUN, 12, end(ask.nonce()));
        assertFalse(inflows.areComplete(nowNs), "a part of the answer is missing");
        hear(RUN, 13, end(nextQuestion().nonce()));
        assertTrue(inflows.areComplete(nowNs));
    }

    @Test
    void aNewRunOfANodeTakesThePlaceOfTheOldOneOnlyWhenItAnswers() {
        join(RUN, 5);
        hear(RUN + 1, 1, new Hello("lb-2"));
        hear(RUN, 6, record(Records.NO_NONCE, false, FLOW, 4));
        assertEquals(4, node.copied(FLOW), "an echo does not push the node away");
        final Ask ask = nextQuestion();
        assertEquals(RUN + 1, ask.of());
        hear(RUN + 1, 2, end(ask.nonce()));
        assertEquals(List.of(RUN + 1), inflows.all().stream().map(Inflow::run).toList());
    }

    @Test
    void echoesDoNotFillTheMemory() {
        for (long run = 1; run <= 1000; run++) {
            hear(run, 1, new Hello("lb-" + run));
        }
        assertEquals(64, inflows.all().size());
        assertEquals(1000 - 64, counts.get(TierCounter.TOO_MANY_NODES));
        nowNs += TimeUnit.SECONDS.toNanos(11);
        inflows.tick(nowNs, asked::add);
        assertEquals(0, inflows.all().size());
    }

    @Test
    void theYoungerWordCounts() {
        join(RUN, 5);
        hear(RUN, 6, record(Records.NO_NONCE, false, FLOW, 4)); // 3 s old
        final BackendIdentity other = node.served.identity(node.lasting(7)).orElseThrow();
        hear(RUN, 7, new Records(0, false, List.of(other), new long[] {FLOW}, new char[] {0}, CONFIRMED, new char[] {100
        }));
        assertEquals(4, node.copied(FLOW));
        hear(RUN, 8, new Records(0, false, List.of(other), new long[] {FLOW}, new char[] {0}, CONFIRMED, new char[] {1
        }));
        assertEquals(7, node.copied(FLOW));
    }

    @Test
    void thePastIsLearnedWhenTheAnswerIsComplete() {
        hear(RUN, 1, new Hello("lb-2"));
        final long service = node.served.identity(node.lasting(1)).orElseThrow().service();
        final ServicePast past =
                new ServicePast(service, 251, List.of(new ServicePast.Tenure(5, IpAddress.parse("10.0.0.3"), 60)));
        final Ask ask = nextQuestion();
        assertTrue(ask.everything());
        hear(RUN, 2, new Past(ask.nonce(), past));
        assertEquals(List.of(), node.learned);
        hear(RUN, 3, end(ask.nonce()));
        assertEquals(List.of(past), node.learned);
    }

    @Test
    void aNodeWithoutServicesAsksNobody() {
        node.served = new ServedBackends(List.of(), new int[0]);
        inflows.tick(nowNs, asked::add);
        hear(RUN, 1, new Hello("lb-2"));
        nowNs += TimeUnit.SECONDS.toNanos(2);
        inflows.tick(nowNs, asked::add);
        assertEquals(List.of(), asked);
        assertFalse(inflows.areComplete(nowNs));
    }
}
