package io.guideway.forwarder;

import io.guideway.flow.RecordCounter;
import io.guideway.flow.RecordLimits;
import io.guideway.flow.RecordTable;
import io.guideway.forward.Capture;
import io.guideway.forward.CaptureScope;
import io.guideway.forward.Choice;
import io.guideway.forward.ServiceTable;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.packet.CaptureFilter;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.Difference;
import io.guideway.service.Generation;
import io.guideway.service.LastingNumbers;
import io.guideway.service.Lineage;
import io.guideway.service.Origins;
import io.guideway.service.ServedBackends;
import io.guideway.service.Service;
import io.guideway.service.ServicePast;
import io.guideway.service.TableStore;
import io.guideway.service.Tracking;
import io.guideway.wire.Counters;
import io.guideway.wire.Drops;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import io.guideway.wire.FlowCounts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The generations of a forwarder: the one that its workers go by, and how they come to the next. That is built beside it,
 * offered to every worker, and adopted by each between two bursts; when the last has, nobody reads the old one any more and
 * its memory is free. Any thread, one at a time.
 */
final class Generations implements AutoCloseable {
    /** Records outlive their flows by minutes, so nothing is gained by looking more often. */
    private static final long LOOK_FOR_RECORDS_NS = TimeUnit.SECONDS.toNanos(10);

    /** What other nodes say is looked at at most so often: a walk over a full copy takes some 10 ms. */
    private static final long LOOK_FOR_STRAYS_NS = TimeUnit.SECONDS.toNanos(1);

    private final BiFunction<Service, Backend, Route> routes;
    private final GenerationListener listener;
    private final Members members = new Members();
    private final TableStore store = new TableStore(members::allHands);
    private final Lineage lineage;
    private final LongSupplier clock;
    private long lookedNs;
    private long heardNs;
    private long heard;
    private Optional<LiveSlots> lastLive = Optional.empty();
    private Optional<Generation> coming = Optional.empty();
    private Optional<CaptureFilter> captured = Optional.empty();
    private ServiceTable current;
    private Tracking tracking;
    private volatile ServedBackends served;

    /**
     * Builds the first generation.
     *
     * @param number of it
     * @param routes finds the way to a backend of a service
     * @param clock nanoseconds that only go forward
     */
    Generations(
            final long number,
            final List<Service> services,
            final BiFunction<Service, Backend, Route> routes,
            final LongSupplier clock) {
        this(number, services, routes, clock, GenerationListener.NONE);
    }

    /** @param listener told of every generation */
    Generations(
            final long number,
            final List<Service> services,
            final BiFunction<Service, Backend, Route> routes,
            final LongSupplier clock,
            final GenerationListener listener) {
        this.routes = routes;
        this.clock = clock;
        this.listener = listener;
        current = picture(number, services);
        lineage = new Lineage(current.generation(), numbers(), clock.getAsLong());
        tracking = lineage.tracking();
        served = lineage.served();
        listener.onAdopted(services);
    }

    /** Numbers last for longer than any record does. */
    private static LastingNumbers numbers() {
        return new LastingNumbers(RecordTable.BACKENDS, TimeUnit.SECONDS.toNanos(2L * RecordLimits.MOST_TICKS));
    }

    private ServiceTable picture(final long number, final List<Service> services) {
        final Generation generation = new Generation(number, services, store);
        try {
            final BackendTable headers = new BackendTable(services, routes);
            listener.onBuilt(headers);
            return new ServiceTable(generation, headers);
        } catch (final RuntimeException | Error failure) {
            generation.close();
            throw failure;
        }
    }

    private void close(final ServiceTable picture) {
        listener.onClosing(picture.backends());
        picture.close();
    }

    /** What a worker that is to start goes by first. */
    synchronized View view() {
        return new View(current, tracking);
    }

    /**
     * From now on this worker is told of every generation.
     *
     * @param runs whether its thread is alive
     */
    synchronized void join(final int cpu, final Worker worker, final BooleanSupplier runs) {
        members.join(cpu, worker, runs);
    }

    /**
     * Builds the next generation and returns when every worker goes by it; the workers run.
     *
     * @param number above that of the one in use
     * @param services validated
     * @throws IllegalArgumentException if no port leads to a backend, or the number is not above; nothing has changed then
     */
    synchronized Adoption adopt(final long number, final List<Service> services) {
        final long start = clock.getAsLong();
        if (number <= current.generation().number()) {
            throw new IllegalArgumentException(
                    "generation %d is not newer than %d, which is in use; give it a higher number"
                            .formatted(number, current.generation().number()));
        }
        final ServiceTable next = picture(number, services);
        final Origins origins = new Origins(current.generation(), next.generation());
        final Optional<CaptureScope> scope = captured.map(filter -> new CaptureScope(next.generation(), filter));
        final Tracking before = tracking;
        tracking = succeed(next, origins, start);
        served = lineage.served();
        forgetComing(); // its tables are held by the generation now, as far as they are the same
        final List<View> left = members.show(view -> view.of(next, tracking, scope));
        final List<View> views = members.views();
        final long nanoseconds = clock.getAsLong() - start;
        for (int i = 0; i < left.size(); i++) {
            views.get(i).continueFrom(left.get(i), origins);
            left.get(i).close();
        }
        before.close();
        final Difference difference = Difference.between(current.generation(), next.generation(), origins);
        close(current);
        current = next;
        listener.onAdopted(services);
        return new Adoption(
                next.generation().number(),
                difference,
                nanoseconds,
                next.generation().services().size());
    }

    /**
     * Builds the tables of a generation that will come, and has flows recorded that begin on slots which it moves; the workers
     * run. It lasts until the next generation is adopted.
     *
     * @param number of it
     * @param services validated
     */
    synchronized void prepare(final long number, final List<Service> services) {
        final Generation next = new Generation(number, services, store);
        coming.ifPresent(Generation::close);
        coming = Optional.of(next);
        track(trackingNow());
    }

    private void forgetComing() {
        coming.ifPresent(Generation::close);
        coming = Optional.empty();
    }

    private Tracking trackingNow() {
        return coming.map(lineage::tracking).orElseGet(lineage::tracking);
    }

    /** The lasting number of a backend of the generation in use, by its number there. */
    synchronized int lasting(final int backend) {
        return lineage.lasting(backend);
    }

    /**
     * Lets what is drained retire, and now and then looks which slots have records yet, and which have them by the word of other
     * nodes.
     *
     * @return whether slots ask for other things than before
     */
    synchronized boolean retire(final FlowStore flows) {
        final long now = clock.getAsLong();
        boolean asksForOthers = lineage.expire(now);
        if (lineage.isWaiting() && now - lookedNs >= LOOK_FOR_RECORDS_NS) {
            lookedNs = now;
            asksForOthers |= lineage.keep(recorded(flows)::of);
        }
        if (now - heardNs >= LOOK_FOR_STRAYS_NS) {
            heardNs = now;
            asksForOthers |= wake(flows);
        }
        if (asksForOthers) {
            track(trackingNow());
        }
        return asksForOthers;
    }

    /** Slots of which other nodes have told something new ask for records where their flows go elsewhere. */
    private boolean wake(final FlowStore flows) {
        final long told = flows.peers().get(RecordCounter.INSERTED);
        if (told == heard) {
            return false;
        }
        heard = told;
        final StraySlots strayed = new StraySlots(current.generation(), lineage.served());
        strayed.add(flows.peers(), flows.now());
        return lineage.wake(strayed::of);
    }

    /** What was found now or the last time: a record that is just being written may be missed once. */
    private Recorded recorded(final FlowStore flows) {
        final LiveSlots live = new LiveSlots(current.generation(), tracking);
        flows.tables().forEach(table -> live.add(table, flows.now()));
        live.add(flows.peers(), flows.now());
        final Recorded found = new Recorded(live, lastLive);
        lastLive = Optional.of(live);
        return found;
    }

    /** Two looks at the records. */
    private record Recorded(LiveSlots now, Optional<LiveSlots> before) {
        BitSet of(final String service) {
            final BitSet slots = (BitSet) now.of(service).clone();
            before.ifPresent(last -> slots.or(last.of(service)));
            return slots;
        }
    }

    /** What the generation in use serves, by what names it on every node; any thread, without waiting. */
    ServedBackends served() {
        return served;
    }

    /** Who had slots before, for other nodes. */
    synchronized List<ServicePast> past() {
        return lineage.past(clock.getAsLong());
    }

    /** Takes in what another node knows of that, and what it has told of flows. */
    synchronized void learn(final List<ServicePast> past, final FlowStore flows) {
        final long now = clock.getAsLong();
        boolean asksForOthers = lineage.expire(now);
        asksForOthers |= lineage.learn(past, now);
        asksForOthers |= wake(flows);
        if (asksForOthers) {
            track(trackingNow());
        }
    }

    /** Lets the workers keep the next packets that they drop. */
    synchronized void renewDrops() {
        members.renewDrops();
    }

    /** The packets that were dropped last: of each reason as many as one worker keeps. */
    synchronized List<Drops.Drop> drops() {
        return members.drops();
    }

    /**
     * Lets the workers tell of the packets that are asked for, until {@link #endCapture}, over generations to come as well.
     *
     * @return one of each worker, to be read by one thread and closed after the end
     * @throws IllegalArgumentException if there is no such service or backend, or no generation yet
     */
    synchronized List<Capture> capture(final CaptureFilter filter, final int snap, final long epochNs) {
        final Generation generation = current.generation();
        if (generation.number() == 0) {
            throw new IllegalArgumentException("there is no generation yet, so no worker takes packets; ask again");
        }
        final CaptureScope scope = CaptureScope.asked(generation, filter);
        final List<Capture> captures = captures(filter, snap, epochNs);
        final List<View> views = members.views();
        captured = Optional.of(filter);
        members.show(IntStream.range(0, views.size())
                .mapToObj(i -> views.get(i).with(captures.get(i), scope))
                .toList());
        return captures;
    }

    private List<Capture> captures(final CaptureFilter filter, final int snap, final long epochNs) {
        final List<Capture> captures = new ArrayList<>();
        try {
            members.forEach(member -> captures.add(new Capture(filter, snap, epochNs)));
            return captures;
        } catch (final OutOfMemoryError full) {
            captures.forEach(Capture::close);
            throw full;
        }
    }

    /** The workers tell of packets no more. */
    synchronized void endCapture() {
        captured = Optional.empty();
        members.show(View::withoutCapture);
    }

    /** What would become of a packet by the generation in use. */
    synchronized Explained explain(final Explain question, final Explainer explainer, final FlowStore flows) {
        final List<Integer> cpus = members.stream().map(member -> member.cpu).toList();
        return explainer.explain(question, current, tracking, Optional.of(new Explainer.Memory(flows, cpus)));
    }

    /** What the next generation's slots ask for. If that cannot be made, the present one stays, and the next is closed. */
    private Tracking succeed(final ServiceTable next, final Origins origins, final long nowNs) {
        try {
            lineage.replace(next.generation(), origins, nowNs);
        } catch (final IllegalArgumentException tooMany) {
            close(next);
            throw tooMany;
        }
        try {
            return lineage.tracking();
        } catch (final RuntimeException | Error failure) {
            final Origins back = new Origins(next.generation(), current.generation());
            lineage.replace(current.generation(), back, nowNs);
            close(next);
            throw failure;
        }
    }

    private void track(final Tracking next) {
        final Tracking before = tracking;
        tracking = next;
        members.show(view -> view.with(tracking));
        before.close();
    }

    /** The generation in use. */
    synchronized Generation current() {
        return current.generation();
    }

    /** What has become of the packets so far. */
    synchronized Report report(final DeviceCounts devices) {
        final List<Report.WorkerSource> sources = members.stream()
                .map(member -> new Report.WorkerSource(member.cpu, member.counters()))
                .toList();
        return Report.of(current.generation(), sources, devices);
    }

    /** The same as a message, with the workers' times. */
    synchronized Counters counters(final CounterMessage message, final FlowStore flows) {
        message.begin(current.generation());
        members.forEach(member -> message.add(member.cpu, member.worker, member.counters()));
        message.flows(flowCounts(flows));
        return message.message();
    }

    private FlowCounts flowCounts(final FlowStore flows) {
        return new FlowCounts(
                packets(Choice.SLOT),
                packets(Choice.RECORD),
                packets(Choice.PEER_RECORD),
                packets(Choice.OLD_OWNER),
                packets(Choice.GONE),
                flows.sum(RecordCounter.EMBRYONIC),
                flows.sum(RecordCounter.CONFIRMED),
                flows.sum(RecordCounter.EVICTED),
                flows.sum(RecordCounter.REFUSED_FULL) + flows.sum(RecordCounter.REFUSED_SOURCE),
                flows.peers().get(RecordCounter.CONFIRMED),
                lineage.movingSlots(),
                lineage.oldestSeconds(clock.getAsLong()),
                packets(Choice.QUIC),
                packets(Choice.QUIC_SHORT),
                packets(Choice.QUIC_CONFIG),
                packets(Choice.QUIC_SERVER));
    }

    private long packets(final Choice choice) {
        long sum = 0;
        for (final Members.Member member : members) {
            sum += member.counters().packets(choice);
        }
        return sum;
    }

    /** No worker runs any more. */
    @Override
    public synchronized void close() {
        members.close();
        forgetComing();
        tracking.close();
        lineage.close();
        close(current);
        store.close();
    }
}
