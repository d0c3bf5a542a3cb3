package io.guideway.forward;

import io.guideway.flow.FlowHash;
import io.guideway.packet.Verdict;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Mem;
import io.guideway.ring.RxQueue;
import io.guideway.ring.TxQueue;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Takes bursts from its receive queues through all stages to its transmit queues. One thread at a time runs a worker, and
 * all that it touches is its own but the picture of the services, which another thread may replace: a worker looks for the
 * next one before each round of its queues, so that a burst meets one picture from end to end. Once warm it allocates
 * nothing.
 */
public final class Worker implements AutoCloseable {
    /** mbufs that it holds from one round to the next, at the most. */
    public static final int MOST_HELD = HeldPackets.PLACES;
    /** Echo replies a second. */
    private static final int ECHOES = 1000;

    /** ICMP errors a second, for packets that are too long: a sender that heeds one needs no second. */
    private static final int ERRORS = 1000;

    private static final int ERRORS_AT_ONCE = 100;

    private final Inlet[] inlets;
    private final int burst;
    private final Batch batch = new Batch();
    private final BackendFinder finder;
    private final Detour detour;
    private final Optional<Follower> follower;
    private final Encapsulator encapsulator;
    private final Shortener shortener;
    private final KeptDrops drops = new KeptDrops(SystemEpochClock.INSTANCE);
    private final Transmitter transmitter;
    private final Surplus surplus;
    private final Optional<Mailbox> mailbox;
    private final RoundTimes times = new RoundTimes(SystemNanoClock.INSTANCE);
    private final Mailbox.Returned returned = new Mailbox.Returned() {
        @Override
        public void walk(final int port, final long mbuf) {
            Mem.i64(batch.mbufs, mbuf);
            Worker.this.walk(inlets[port], port, 1, true);
        }

        @Override
        public void drop() {
            view.tally.countLate(Verdict.NO_NEIGHBOUR);
        }
    };
    private volatile View offered;
    private volatile View adopted;
    private View view;

    /**
     * Where packets come in.
     *
     * @param rx the worker's own queue of the port
     * @param station Ethernet address that frames must be for, or {@link #ANY_STATION}
     * @param own what the port answers its link for
     */
    public record Inlet(RxQueue rx, long station, OwnAddresses own) {
        /** For a port that takes unicast frames for any station. */
        public static final long ANY_STATION = Parser.ANY_STATION;

        /** One that answers for nothing. */
        public Inlet(final RxQueue rx, final long station) {
            this(rx, station, OwnAddresses.NONE);
        }
    }

    /**
     * What a worker works on.
     *
     * @param index number of this worker, from 0
     * @param workers how many there are
     * @param burst most packets taken by one poll, 1 to {@link Batch#CAPACITY}
     * @param inlets receive queues, polled in turn; answers leave by the outlet of the same index
     * @param outlets transmit queues, by the port index that routes name
     * @param pool where dropped packets go
     * @param hatch to the porter; there, inlets and outlets stand in the order of the node's ports
     */
    public record Plan(
            int index,
            int workers,
            int burst,
            List<Inlet> inlets,
            List<TxQueue> outlets,
            MbufPool pool,
            Optional<Hatch> hatch) {
        /** Of a worker without a porter. */
        public Plan(
                final int index,
                final int workers,
                final int burst,
                final List<Inlet> inlets,
                final List<TxQueue> outlets,
                final MbufPool pool) {
            this(index, workers, burst, inlets, outlets, pool, Optional.empty());
        }

        /** @throws IllegalArgumentException if the burst does not fit a batch, or an inlet has no outlet */
        public Plan {
            if (burst < 1 || burst > Batch.CAPACITY) {
                throw new IllegalArgumentException(
                        "burst %d is out of range; give 1 to %d".formatted(burst, Batch.CAPACITY));
            }
            if (outlets.size() < inlets.size()) {
                throw new IllegalArgumentException("%d inlets and %d outlets; give each inlet the outlet of its port"
                        .formatted(inlets.size(), outlets.size()));
            }
        }
    }

    /**
     * One that remembers nothing, for views that do not track.
     *
     * @param hash keyed with the tier's seed
     * @param first what to work by; not closed with the worker
     */
    public Worker(final Plan plan, final FlowHash hash, final View first) {
        this(plan, hash, Optional.empty(), first);
    }

    /**
     * @param hash keyed with the tier's seed
     * @param records not closed with the worker; if there are none, its views must not track
     * @param first what to work by; not closed with the worker
     */
    public Worker(final Plan plan, final FlowHash hash, final Optional<FlowRecords> records, final View first) {
        this(plan, hash, records, first, SystemNanoClock.INSTANCE);
    }

    /**
     * @param hash keyed with the tier's seed
     * @param records not closed with the worker; if there are none, its views must not track
     * @param first what to work by; not closed with the worker
     * @param clock by which packets wait that have to, and answers are limited
     */
    public Worker(
            final Plan plan,
            final FlowHash hash,
            final Optional<FlowRecords> records,
            final View first,
            final NanoClock clock) {
        inlets = plan.inlets().toArray(Inlet[]::new);
        burst = plan.burst();
        finder = new BackendFinder(hash);
        follower = records.map(Follower::new);
        encapsulator = new Encapsulator(plan.index(), plan.workers());
        final TxQueue[] outlets = plan.outlets().toArray(TxQueue[]::new);
        transmitter = new Transmitter(outlets, plan.pool(), drops, new Reception(plan.hatch()));
        mailbox = plan.hatch().map(hatch -> new Mailbox(hatch, plan.pool(), transmitter, returned));
        surplus = new Surplus(outlets, plan.pool());
        final IcmpDetour icmp = new IcmpDetour(hash, new RateLimit(clock, ECHOES, ECHOES));
        detour = new Detour(icmp, new Fragments(hash, plan.pool(), clock));
        shortener = new Shortener(
                new PathMtu(new RateLimit(clock, ERRORS, ERRORS_AT_ONCE), plan.pool()),
                new Fragmenter(encapsulator, surplus, plan.pool(), plan.index(), plan.workers()));
        offered = first;
        adopted = first;
        view = first;
    }

    /** Hands the worker what it shall work by next; one thread. The one before is in use until {@link #adopted} tells. */
    public void offer(final View next) {
        offered = next;
    }

    /** Whether somebody has told what the services are, even if there are none: generations count from 1. Any thread. */
    public boolean hasGeneration() {
        return offered.generation().number() > 0;
    }

    /** What the worker works by; any thread. What it worked by before, it will never touch again. */
    public View adopted() {
        return adopted;
    }

    /**
     * Forwards until the calling thread is interrupted.
     *
     * @param idle told after every round how many packets there were
     */
    public void run(final IdleStrategy idle) {
        times.begin();
        while (!Thread.currentThread().isInterrupted()) {
            idle.idle(runOnce());
        }
        while (finish() + collect() > 0) {
            // What was held, and what the porter gave back last, is still to be counted.
        }
    }

    /**
     * Hot path. Takes one burst from every inlet to the outlets, or one of packets that were held; returns packets, for the idle
     * strategy.
     */
    public int runOnce() {
        final View next = offered;
        if (next != view) {
            view = next;
            adopted = next;
        }
        if (detour.isHolding()) {
            final int released = release();
            if (released > 0) {
                times.end(released);
                return released;
            }
        }
        batch.isReleased(false);
        int received = 0;
        for (int port = 0; port < inlets.length; port++) {
            received += runOnce(inlets[port], port);
        }
        received += collect();
        times.end(received);
        return received;
    }

    private int runOnce(final Inlet inlet, final int port) {
        final int received = inlet.rx.poll(batch.mbufs, burst);
        if (received > 0) {
            walk(inlet, port, received, false);
        }
        return received;
    }

    private void walk(final Inlet inlet, final int port, final int received, final boolean hasWaited) {
        final ServiceTable services = view.services;
        batch.begin(port);
        if (view.isCapturing) {
            view.capture.before(batch, received);
        }
        final boolean areSetAside = finder.find(batch, received, inlet.station, services.vips());
        if (view.isRoutingQuic) {
            view.quic.route(batch, received);
        }
        if (areSetAside) {
            detour.look(batch, received, view);
        }
        if (view.isTracking) {
            follower.get().follow(batch, received, view);
        }
        if (areSetAside) {
            detour.settle(batch, view);
        }
        if (services.hasManyBackends()) {
            batch.prefetchRecords(services.backends(), received);
            view.tally.prefetch(batch, received);
        }
        send(inlet, received, hasWaited);
    }

    private void send(final Inlet inlet, final int count, final boolean hasWaited) {
        final ServiceTable services = view.services;
        if (services.clampsSegments()) {
            SegmentClamp.clamp(batch, count, services);
        }
        if (encapsulator.write(batch, count, services)) {
            shortener.look(batch, count, services);
        }
        if (view.isCapturing) {
            transmitter.send(batch, count, services, inlet.own, hasWaited, view.capture);
        } else {
            transmitter.send(batch, count, services, inlet.own, hasWaited);
        }
        if (!surplus.isEmpty()) {
            surplus.send(batch);
        }
        view.tally.count(batch, count);
        if (view.isCapturing) {
            view.capture.tell(batch, count, view.scope);
        }
    }

    /** Rare: sends on, or drops, what was held and need not wait any more; returns packets. */
    private int release() {
        batch.begin(0); // no answer is sent for what was held, by whichever port it came
        final int released = detour.release(batch, view);
        if (released > 0) {
            if (view.isCapturing) {
                view.capture.before(batch, released);
            }
            send(inlets[0], released, false);
        }
        return released;
    }

    /**
     * Lets a burst of the packets go that are still held, since no more will come; returns packets. To be called until there are
     * none.
     */
    public int finish() {
        detour.giveUp();
        return release();
    }

    /** What the porter has for this worker, a few frames a round, so that it never takes the time of what comes in. */
    private int collect() {
        return mailbox.isPresent() ? mailbox.get().collect() : 0;
    }

    /** What is known of the last burst, for whoever runs {@link #runOnce} by hand; the mbufs are gone. */
    public Batch batch() {
        return batch;
    }

    /** What this worker has counted by what it works by now. */
    public WorkerCounters counters() {
        return adopted.counters();
    }

    /** The packets that it dropped last. */
    public KeptDrops drops() {
        return drops;
    }

    /** How long its rounds took, by whatever it worked. */
    public RoundTimes times() {
        return times;
    }

    @Override
    public void close() {
        times.close();
        surplus.close();
        shortener.close();
        mailbox.ifPresent(Mailbox::close);
        transmitter.close();
        detour.close();
        follower.ifPresent(Follower::close);
        batch.close();
    }
}
