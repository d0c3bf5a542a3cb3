package io.guideway.bench.flood;

import io.guideway.forwarder.FloodNode;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.collections.IntArrayList;

/**
 * Connections that send now and then, and for each the backend that got its first packet. Those that begin before the change
 * are called established, the others new: a first packet, another 1 to 100 ms later, then one in half a second on average.
 * They never end.
 */
final class HonestFlows {
    /** From the shared address space (RFC 6598): flow {@code n} has the address of that number. */
    private static final int FIRST_ADDRESS = 0x6440_0000;

    private static final int MOST = 1 << 22;
    private static final int PORTS = 60_000;
    private static final int FIRST_PORT = 1024;
    private static final int SLOWEST_HANDSHAKE_MS = 100;
    private static final int LONGEST_PAUSE_MS = 1_000;

    /** Milliseconds that can be planned ahead, a power of two. */
    private static final int WHEEL = 1 << 10;

    private static final int UNKNOWN = 0;

    private final Frame first = Frame.syn();
    private final Frame later = Frame.ack();
    private final SplittableRandom random = new SplittableRandom(6);
    private final IntArrayList[] due = new IntArrayList[WHEEL];
    private int[] backends = new int[1 << 12];
    private boolean[] hasBegun = new boolean[backends.length];
    private boolean[] strayed = new boolean[backends.length];
    private int flows;
    private int established;
    private int ms;
    private long sent;
    private long seen;
    private int establishedAstray;
    private int newAstray;

    HonestFlows() {
        Arrays.setAll(due, i -> new IntArrayList());
    }

    /** Begins one; it sends its first packet when it is told to send. */
    int begin() {
        if (flows == MOST) {
            throw new IllegalStateException("more than %d flows; flood for a shorter time".formatted(MOST));
        }
        if (flows == backends.length) {
            backends = Arrays.copyOf(backends, 2 * flows);
            hasBegun = Arrays.copyOf(hasBegun, 2 * flows);
            strayed = Arrays.copyOf(strayed, 2 * flows);
        }
        return flows++;
    }

    /** All flows so far are the established ones; each will send within its pause from now on. */
    void establish() {
        established = flows;
        for (int flow = 0; flow < flows; flow++) {
            planAfter(flow, LONGEST_PAUSE_MS);
        }
    }

    /** The next millisecond, and which flows send in it, not in order. Valid until the next call but 1,000. */
    IntArrayList nextMs() {
        ms++;
        return due[ms & WHEEL - 1];
    }

    /** A flow sends, and plans to send again. */
    void sendAndPlan(final int flow, final FloodNode node) {
        planAfter(flow, hasBegun[flow] ? LONGEST_PAUSE_MS : SLOWEST_HANDSHAKE_MS);
        send(flow, node);
    }

    private void planAfter(final int flow, final int longestMs) {
        due[ms + 1 + random.nextInt(longestMs) & WHEEL - 1].addInt(flow);
    }

    /** A flow sends its next packet. */
    void send(final int flow, final FloodNode node) {
        final Frame frame = hasBegun[flow] ? later : first;
        hasBegun[flow] = true;
        sent++;
        node.give(frame.from(FIRST_ADDRESS + flow, FIRST_PORT + flow % PORTS));
    }

    /** Each flow sends its next packet. */
    void sendAll(final FloodNode node) {
        for (int flow = 0; flow < flows; flow++) {
            send(flow, node);
        }
        node.flush();
    }

    /** A packet has come to a backend: is it of an honest flow, and if so, is it where its flow is? */
    void arrive(final int source, final int backend) {
        final int flow = source - FIRST_ADDRESS;
        if (flow < 0 || flow >= flows) {
            return;
        }
        seen++;
        if (backends[flow] == UNKNOWN) {
            backends[flow] = backend;
        } else if (backends[flow] != backend && !strayed[flow]) {
            strayed[flow] = true;
            countAstray(flow);
        }
    }

    private void countAstray(final int flow) {
        if (flow < established) {
            establishedAstray++;
        } else {
            newAstray++;
        }
    }

    long sent() {
        return sent;
    }

    /** Packets that did not come to any backend. */
    long lost() {
        return sent - seen;
    }

    int established() {
        return established;
    }

    int begun() {
        return flows - established;
    }

    int establishedAstray() {
        return establishedAstray;
    }

    int newAstray() {
        return newAstray;
    }
}
