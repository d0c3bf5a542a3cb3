package io.guideway.tier;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.guideway.flow.RecordKind;
import io.guideway.flow.RecordRing;
import io.guideway.flow.RecordTable;
import io.guideway.flow.RecordVisitor;
import io.guideway.thread.Threads;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * Tells other nodes what this one's workers record, and keeps the copy of what they say (docs/tier.md); on a thread of its own,
 * a client of the forwarder's media driver. It waits for no peer: what a peer does not take is lost to it, and it asks.
 */
public final class Replicator implements AutoCloseable {
    private static final int STREAM = 1;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long HELLO_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long CONNECT_AGAIN_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long DRIVER_TIMEOUT_MS = 5_000;
    private static final long TICKS_A_SECOND = TimeUnit.SECONDS.toNanos(1) / TICK_NS;

    /** How long a record may wait for others to fill its frame. */
    private static final long BATCH_NS = TimeUnit.MILLISECONDS.toNanos(10);

    /** How long nodes that are there may take to be heard. */
    private static final long SETTLE_NS = TimeUnit.SECONDS.toNanos(5);

    private static final long BETWEEN_SNAPSHOTS_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int PIECES_A_TURN = 8;
    private static final int FRAMES_A_TURN = 64;
    private static final int RECORDS_A_TURN = 1024;

    /** Flows that begin or were met once: 100,000 a second, 1.3 MB to each peer. */
    private static final int UNCONFIRMED_A_TICK = 10_000;

    private final TierPlan plan;
    private final LocalNode node;
    private final Path driver;
    private final Consumer<String> log;
    private final SecureRandom random = new SecureRandom();
    private final TierCounts counts = new TierCounts();
    private final LetterReader reader;
    private final LetterWriter writer;
    private final Inflows inflows;
    private final Batch batch = new Batch();
    private final Refresh refresh;
    private final List<Outflow> outflows = new ArrayList<>();
    private final FragmentHandler letters = (buffer, offset, length, _) -> take(buffer, offset, length);
    private final RecordRing.Reader news = this::tell;
    private final RecordVisitor again = this::add;
    private final Thread thread;
    private Aeron aeron;
    private Subscription subscription;
    private String complaint = "";
    private long triedNs;
    private long tickedNs;
    private long greetedNs;
    private long batchNs;
    private int unconfirmed;
    private final long startNs = System.nanoTime();
    private volatile TierStatus status = TierStatus.NOTHING;
    private volatile boolean stopped;

    /**
     * Starts telling and listening; tries again each second where that fails.
     *
     * @param driver directory of the media driver
     * @param log takes a line for people; on the replicator's thread
     */
    public Replicator(final TierPlan plan, final LocalNode node, final Path driver, final Consumer<String> log) {
        this.plan = plan;
        this.node = node;
        this.driver = driver;
        this.log = log;
        final Seal seal = new Seal(plan.k0(), plan.k1());
        reader = new LetterReader(seal);
        writer = new LetterWriter(seal);
        inflows = new Inflows(node, counts, this::number);
        refresh = new Refresh(node);
        triedNs = startNs - CONNECT_AGAIN_NS;
        tickedNs = startNs;
        greetedNs = startNs - HELLO_NS;
        thread = Thread.ofPlatform().name("replicator").start(this::run);
    }

    /** A number that nobody foresees; not 0. */
    private long number() {
        return random.nextLong() | 1;
    }

    private void run() {
        try {
            while (!stopped) {
                if (turn() == 0) {
                    LockSupport.parkNanos(PAUSE_NS);
                }
            }
        } finally {
            disconnect();
        }
    }

    private int turn() {
        final long now = System.nanoTime();
        try {
            return isConnected(now) ? work(now) : 0;
        } catch (final Exception failure) { // Aeron throws what it likes, checked exceptions too
            complain("the tier's streams: " + failure.getMessage());
            disconnect();
            return 0;
        }
    }

    private boolean isConnected(final long nowNs) {
        if (aeron != null && aeron.isClosed()) {
            disconnect();
        }
        if (aeron == null && nowNs - triedNs >= CONNECT_AGAIN_NS) {
            triedNs = nowNs;
            connect();
        }
        return aeron != null;
    }

    private void connect() {
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.toString())
                .driverTimeoutMs(DRIVER_TIMEOUT_MS)
                .useConductorAgentInvoker(true) // so that nothing is unmapped while this thread reads it
                .errorHandler(fault -> complain("the tier's streams: " + fault.getMessage())));
        subscription = aeron.addSubscription(plan.reader(), STREAM);
        for (final String destination : plan.destinations()) {
            final ExclusivePublication publication = aeron.addExclusivePublication(plan.sender(destination), STREAM);
            outflows.add(new Outflow(destination, publication, writer, number()));
        }
        complaint = "";
    }

    private void disconnect() {
        outflows.clear();
        subscription = null;
        CloseHelper.quietClose(aeron);
        aeron = null;
    }

    /** Each complaint once, however often its reason returns. */
    private void complain(final String line) {
        if (!line.equals(complaint)) {
            complaint = line;
            log.accept(line);
        }
    }

    private int work(final long nowNs) {
        int done = aeron.conductorAgentInvoker().invoke();
        if (aeron.isClosed()) {
            return done;
        }
        done += subscription.poll(letters, FRAMES_A_TURN);
        done += drain(nowNs);
        for (final Outflow outflow : outflows) {
            if (outflow.goOn(PIECES_A_TURN, nowNs)) {
                counts.add(TierCounter.SNAPSHOTS_SENT, 1);
            }
        }
        if (nowNs - tickedNs >= TICK_NS) {
            tickedNs = nowNs;
            tick(nowNs);
        }
        return done;
    }

    private void take(final DirectBuffer buffer, final int offset, final int length) {
        try {
            final Letter letter = reader.read(buffer, offset, length);
            if (outflow(letter.run()) == null && inflows.take(letter, System.nanoTime())) {
                answer((Ask) letter.message());
            }
        } catch (final BadLetterException bad) {
            counts.add(bad.kind(), 1);
            if (bad.kind() == TierCounter.NEWER_VERSION) {
                complain(bad.getMessage());
            }
        }
    }

    /** That of this node with that run, or null. */
    private Outflow outflow(final long run) {
        for (final Outflow outflow : outflows) {
            if (outflow.run() == run) {
                return outflow;
            }
        }
        return null;
    }

    private void answer(final Ask ask) {
        final Outflow asked = outflow(ask.of());
        if (asked != null && asked.mayAnswer(System.nanoTime(), BETWEEN_SNAPSHOTS_NS)) {
            asked.answer(new Snapshot(node, ask));
        }
    }

    private int drain(final long nowNs) {
        int drained = 0;
        for (final RecordRing ring : node.news()) {
            drained += ring.drain(RECORDS_A_TURN, news);
        }
        if (batch.count() == 0) {
            batchNs = nowNs;
        } else if (nowNs - batchNs >= BATCH_NS) {
            send();
        }
        return drained;
    }

    /** A flood of flows that begin is not multiplied: beyond their share nobody is told, and each is told of once it is confirmed. */
    private void tell(final long flow, final int lasting, final RecordKind kind) {
        if (kind == RecordKind.CONFIRMED) {
            add(flow, lasting, kind, 0);
        } else if (unconfirmed < UNCONFIRMED_A_TICK) {
            unconfirmed++;
            add(flow, lasting, kind, 0);
        } else {
            counts.add(TierCounter.UNCONFIRMED_UNSENT, 1);
        }
    }

    private void add(final long flow, final int lasting, final RecordKind kind, final int ageTicks) {
        if (!batch.hasRoom(1)) {
            send();
        }
        batch.add(flow, lasting, kind, ageTicks, node.served());
    }

    private void send() {
        final Records records = batch.take(Records.NO_NONCE, false);
        for (final Outflow outflow : outflows) {
            if (outflow.say(records)) {
                counts.add(TierCounter.RECORDS_SENT, records.count());
            } else {
                counts.add(TierCounter.MESSAGES_UNSENT, 1);
            }
        }
        batchNs = System.nanoTime();
    }

    private void tick(final long nowNs) {
        unconfirmed = 0;
        inflows.tick(nowNs, ask -> outflows.forEach(outflow -> outflow.say(ask)));
        refresh.go(TICKS_A_SECOND, again);
        sweep(node.copy());
        if (nowNs - greetedNs >= HELLO_NS) {
            greetedNs = nowNs;
            final Hello hello = new Hello(plan.name());
            outflows.forEach(outflow -> outflow.say(hello));
            report(look(nowNs));
        }
    }

    private void report(final TierStatus now) {
        final boolean wasComplete = status.isComplete();
        status = now;
        if (wasComplete != now.isComplete()) {
            log.accept(
                    now.isComplete()
                            ? "what other nodes know of flows is complete here"
                            : "what other nodes know of flows is incomplete here; they are asked");
        }
    }

    /** Once around in an eighth of the time that records live, so that the counts are true. */
    private void sweep(final RecordTable copy) {
        copy.sweep(node.now(), (int) (8L * copy.buckets() / (copy.idleTicks() * TICKS_A_SECOND)) + 1);
    }

    private TierStatus look(final long nowNs) {
        final List<TierStatus.Destination> destinations = outflows.stream()
                .map(to -> new TierStatus.Destination(to.destination(), to.isConnected(), to.records(), to.unsent()))
                .toList();
        final List<TierStatus.Source> sources = inflows.all().stream()
                .map(from -> source(from, nowNs))
                .sorted(Comparator.comparing(TierStatus.Source::name))
                .toList();
        final long dropped = node.news().stream().mapToLong(RecordRing::dropped).sum();
        return new TierStatus(isSettled(nowNs) && inflows.areComplete(nowNs), dropped, destinations, sources);
    }

    private boolean isSettled(final long nowNs) {
        return nowNs - startNs >= SETTLE_NS
                || plan.group().isEmpty() && inflows.proven() >= plan.peers().size();
    }

    private static TierStatus.Source source(final Inflow from, final long nowNs) {
        return new TierStatus.Source(
                from.name(),
                from.isProven(),
                from.isComplete(),
                from.isComplete() ? 0 : TimeUnit.NANOSECONDS.toMillis(nowNs - from.incompleteSinceNs()),
                from.records(),
                from.lost(),
                Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNs - from.heardNs())));
    }

    /** As it was a moment ago; any thread. */
    public TierStatus status() {
        return status;
    }

    /** A counter as it stands; any thread. */
    public long get(final TierCounter counter) {
        return counts.get(counter);
    }

    /** Ends the thread and its streams. */
    @Override
    public void close() {
        stopped = true;
        Threads.awaitEnd(thread);
    }
}
