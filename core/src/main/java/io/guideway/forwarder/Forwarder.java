package io.guideway.forwarder;

import io.guideway.forward.Hatch;
import io.guideway.forward.OwnAddresses;
import io.guideway.forward.Worker;
import io.guideway.forwarder.porter.Porter;
import io.guideway.packet.MacAddress;
import io.guideway.ring.OtherThreads;
import io.guideway.ring.Port;
import io.guideway.ring.TapDevice;
import io.guideway.ring.TxQueue;
import io.guideway.service.Service;
import io.guideway.tier.Replicator;
import io.guideway.wire.AskCapture;
import io.guideway.wire.CaptureState;
import io.guideway.wire.Counters;
import io.guideway.wire.Drops;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The packet process at work: every worker has one receive and one transmit queue of every port. Started and closed by one
 * thread; any may ask for the report or change the services.
 */
public final class Forwarder implements AutoCloseable {
    private static final SecureRandom SECRET = new SecureRandom();

    /** Records that a worker may tell at one time: 1 MiB. */
    private static final int TOLD = 1 << 16;

    /** Nanoseconds since the first look at it, so that seconds of it fit an int. */
    private static final LongSupplier CLOCK = new LongSupplier() {
        private final long start = System.nanoTime();

        @Override
        public long getAsLong() {
            return System.nanoTime() - start;
        }
    };

    private final Resources open = new Resources();
    private final NodePlan plan;
    private final Consumer<Throwable> onFailure;
    private final Consumer<String> log;
    private final List<PinnedWorker> threads = new ArrayList<>();
    private final List<Hatch> hatches = new ArrayList<>();
    private List<OwnAddresses> own;
    private Porter porter;
    private PorterThread porterThread;
    private PacketIo io;
    private FlowStore flows;
    private Generations generations;
    private Captures captures;
    private volatile Optional<Replicator> replicator = Optional.empty();

    /**
     * Sets everything up and forwards.
     *
     * @param onFailure told if a worker ends by an exception, which would be a fault of ours; the others go on
     * @param log takes a line for people, on a thread of the forwarder's own
     * @throws io.guideway.ring.DpdkException if DPDK, a port or a worker cannot be started; nothing is left behind
     * @throws StartException if the plan does not fit the devices; nothing is left behind
     */
    public Forwarder(final NodePlan plan, final Consumer<Throwable> onFailure, final Consumer<String> log) {
        this.plan = plan;
        this.onFailure = onFailure;
        this.log = log;
        try {
            start();
        } catch (final RuntimeException failure) {
            stop();
            open.closeAfter(failure);
            throw failure;
        }
    }

    private void start() {
        OtherThreads.keepOff(plan.workers());
        io = open.add(new PacketIo(plan.eal(), plan.ports(), plan.workers().size()));
        checkStations();
        flows = open.add(new FlowStore(
                plan.workers().size(),
                plan.records(),
                plan.idleSeconds(),
                SECRET.longs(2).toArray(),
                plan.tier().isPresent() ? TOLD : 0));
        own = IntStream.range(0, plan.ports().size()).mapToObj(this::own).toList();
        plan.workers().forEach(_ -> hatches.add(open.add(new Hatch(plan.ports().size()))));
        porter = open.add(new Porter(own, kernelPorts(), hatches, io.longestFrame(), CLOCK, log));
        generations = open.add(
                new Generations(plan.firstGeneration(), plan.services(), routes(), CLOCK, new PorterNews(porter)));
        for (int i = 0; i < plan.workers().size(); i++) {
            startWorker(i);
        }
        captures = new Captures(generations);
        porterThread = new PorterThread(porter, hatches, onFailure);
    }

    private OwnAddresses own(final int i) {
        final PortPlan port = plan.ports().get(i);
        final long mac = io.ports().get(i).mac();
        return new OwnAddresses(
                i, i, mac, port.addresses(), port.announced(), port.kernel().isPresent());
    }

    private List<Porter.KernelPort> kernelPorts() {
        final List<Porter.KernelPort> kernels = new ArrayList<>();
        for (int i = 0; i < plan.ports().size(); i++) {
            final PortPlan port = plan.ports().get(i);
            if (port.kernel().isPresent()) {
                final TapDevice tap =
                        open.add(KernelDevices.make(port, io.ports().get(i).mac()));
                kernels.add(new Porter.KernelPort(
                        i, new TapEnd(tap), port.kernel().get().rate()));
            }
        }
        return kernels;
    }

    private void checkStations() {
        for (int i = 0; i < plan.ports().size(); i++) {
            final PortPlan port = plan.ports().get(i);
            final long mac = io.ports().get(i).mac();
            if (port.mac().orElse(mac) != mac) {
                throw new StartException(
                        "port %d has the address %s, the configuration says %s; correct or remove 'mac'"
                                .formatted(
                                        port.id(),
                                        MacAddress.text(mac),
                                        MacAddress.text(port.mac().getAsLong())));
            }
        }
    }

    private RoutePlanner routes() {
        final List<RoutePlanner.Outlet> outlets = IntStream.range(0, io.ports().size())
                .mapToObj(i -> new RoutePlanner.Outlet(i, io.ports().get(i).mac()))
                .toList();
        return new RoutePlanner(plan.links(), plan.ports(), outlets, porter::neighbour);
    }

    private void startWorker(final int index) {
        final int cpu = plan.workers().get(index);
        final Worker worker =
                open.add(new Worker(work(index), plan.hash(), Optional.of(flows.of(index)), generations.view()));
        final PinnedWorker thread = open.add(new PinnedWorker(worker, cpu, plan.busySpin(), onFailure));
        threads.add(thread);
        thread.start();
        generations.join(cpu, worker, thread::isAlive);
    }

    private Worker.Plan work(final int index) {
        final List<Worker.Inlet> inlets = new ArrayList<>();
        final List<TxQueue> outlets = new ArrayList<>();
        for (int i = 0; i < io.ports().size(); i++) {
            final Port port = io.ports().get(i);
            final boolean promiscuous = plan.ports().get(i).promiscuous();
            final long station = promiscuous ? Worker.Inlet.ANY_STATION : port.mac();
            inlets.add(new Worker.Inlet(port.rxQueue(index), station, own.get(i)));
            outlets.add(port.txQueue(index));
        }
        return new Worker.Plan(
                index,
                plan.workers().size(),
                plan.burst(),
                inlets,
                outlets,
                io.pool(),
                Optional.of(hatches.get(index)));
    }

    /** What has become of the packets so far. */
    public Report report() {
        return generations.report(io.counts());
    }

    /** The same, as it travels: without garbage, and good until {@code message} is used again. */
    Counters counters(final CounterMessage message) {
        message.tier(replicator.map(member -> TierMember.state(member.status())));
        return generations.counters(message, flows);
    }

    /** The packets that were dropped last, by reason and time. */
    List<Drops.Drop> drops() {
        return generations.drops();
    }

    /** Does what is asked about a capture, or says why not. */
    CaptureState capture(final AskCapture question) {
        return captures.answer(question);
    }

    /** What would become of a packet that came now; changes nothing, counts nothing, sends nothing. */
    Explained explain(final Explain question) {
        return generations.explain(question, new Explainer(plan.hash(), gates()), flows);
    }

    private List<Gate> gates() {
        return IntStream.range(0, io.ports().size()).mapToObj(this::gate).toList();
    }

    private Gate gate(final int index) {
        final long mac = io.ports().get(index).mac();
        final PortPlan port = plan.ports().get(index);
        return new Gate(port.id(), mac, port.promiscuous() ? Worker.Inlet.ANY_STATION : mac);
    }

    /**
     * Replaces the services while packets pass: each burst meets the old ones or the new ones, and when this returns all meet
     * the new.
     *
     * @param number of the new generation, above that of the one in use
     * @param services validated
     * @throws IllegalArgumentException if no port leads to a backend, or the number is not above; nothing has changed then
     */
    public Adoption adopt(final long number, final List<Service> services) {
        return generations.adopt(number, services);
    }

    /**
     * These services will come: flows that begin on slots which will move are recorded from now on. The next generation ends
     * it, whichever that is.
     *
     * @param number of the coming generation
     * @param services validated
     * @throws IllegalArgumentException if there can be no table of them; nothing has changed then
     */
    public void prepare(final long number, final List<Service> services) {
        generations.prepare(number, services);
    }

    /**
     * Lets time pass for flows and their records; to be called a few times a second. Slots that were drained meanwhile ask for
     * records only, and those whose last record has fallen silent for nothing.
     */
    public void tick() {
        flows.tick(CLOCK.getAsLong());
        generations.retire(flows);
        generations.renewDrops();
    }

    /**
     * Begins to tell the other nodes of a tier what is recorded here, and to listen to them; empty for a node by itself. To be
     * closed before the forwarder.
     *
     * @param driver directory of the media driver to use
     * @param log takes a line for people, on a thread of the replicator's own
     */
    public Optional<Replicator> replicate(final Path driver, final Consumer<String> log) {
        replicator = plan.tier().map(tier -> new Replicator(tier, new TierMember(flows, generations), driver, log));
        return replicator;
    }

    /** The number of the generation in use. */
    public long generation() {
        return generations.current().number();
    }

    /** Ends a capture, stops the porter and the workers, so that the report stands still. */
    public void stop() {
        if (captures != null) {
            captures.close();
        }
        if (porterThread != null) {
            porterThread.close();
        }
        threads.forEach(PinnedWorker::close);
    }

    /** Stops the workers, then takes everything down. */
    @Override
    public void close() {
        stop();
        open.close();
    }
}
