package io.guideway.forwarder;

import io.guideway.bench.consistency.SimulatedNode;
import io.guideway.bench.consistency.TierLimits;
import io.guideway.flow.FlowHash;
import io.guideway.flow.RecordCounter;
import io.guideway.flow.RecordKind;
import io.guideway.flow.RecordTable;
import io.guideway.forward.Decisions;
import io.guideway.forward.FlowRecords;
import io.guideway.forward.View;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import io.guideway.service.Tracking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node as it is, but for its frames, its threads and its clock: real generations, records and decisions. */
public final class TierNode implements SimulatedNode {
    private static final long NS_A_MS = 1_000_000;
    private static final int NOBODY = 0;

    private final long aheadMs;
    private final Words words;
    private final FlowStore flows;
    private final Generations generations;
    private final Decisions decisions;
    private final Map<Integer, Integer> indices = new HashMap<>();
    private final List<Word> unclear = new ArrayList<>();
    private int[] addresses;
    private int repeatedAt;
    private long nowNs;
    private View view;

    /** Told of what a node says to all others. */
    @FunctionalInterface
    public interface Words {
        /** @param word to be heard by whoever lives */
        void say(Word word);
    }

    /**
     * A flow has this backend.
     *
     * @param flow key of it
     * @param backend IPv4 address: numbers are a node's own
     * @param kind of its record
     * @param ageSeconds since its last packet
     */
    public record Word(long flow, int backend, RecordKind kind, int ageSeconds) {}

    /**
     * @param records places for records, of its own and of the others each
     * @param aheadMs how far its clock is ahead
     * @param first services of generation 1
     * @param firstMs when that was adopted
     */
    public TierNode(
            final FlowHash hash,
            final int records,
            final long aheadMs,
            final List<Service> first,
            final long firstMs,
            final Words words) {
        this.aheadMs = aheadMs;
        this.words = words;
        flows = new FlowStore(1, records, TierLimits.IDLE_SECONDS, new long[] {1, 2});
        time(firstMs);
        generations = new Generations(1, first, (service, backend) -> new Route(0, 1500, 1, 2, null), () -> nowNs);
        final FlowRecords of = flows.of(0);
        decisions = new Decisions(hash, Optional.of(new FlowRecords(of.own(), of.peers(), of.clock(), this::tell)));
        view = generations.view();
        note(first);
    }

    private void note(final List<Service> services) {
        final List<Backend> backends = services.getFirst().backends();
        addresses = backends.stream()
                .mapToInt(backend -> backend.address().ipv4Bits())
                .toArray();
        indices.clear();
        for (int i = 0; i < addresses.length; i++) {
            indices.put(addresses[i], i);
        }
    }

    @Override
    public void time(final long nowMs) {
        nowNs = (nowMs + aheadMs) * NS_A_MS;
        flows.tick(nowNs);
    }

    @Override
    public void prepare(final List<Service> services) {
        generations.prepare(generations.current().number() + 1, services);
        look();
    }

    @Override
    public void adopt(final long number, final List<Service> services) {
        generations.adopt(number, services);
        note(services);
        look();
        final List<Word> again = List.copyOf(unclear);
        unclear.clear();
        again.forEach(this::hear);
    }

    private void look() {
        view.close();
        view = generations.view();
    }

    @Override
    public long generation() {
        return view.generation().number();
    }

    @Override
    public void everySecond() {
        flows.peers().sweep(flows.now(), flows.peers().capacity() / TierLimits.SWEPT_ONE_OF);
        if (generations.retire(flows)) {
            look();
        }
        if (flows.now() - repeatedAt >= TierLimits.REPEAT_SECONDS) {
            repeatedAt = flows.now();
            repeat();
        }
    }

    /** What has not been seen since the last time, the others know as well as this one. */
    private void repeat() {
        sayAll(flows.of(0).own(), TierLimits.REPEAT_SECONDS, words);
    }

    /** Says what another node has to know before it takes packets. */
    public void tellAll(final TierNode newcomer) {
        sayAll(flows.of(0).own(), TierLimits.IDLE_SECONDS, newcomer::hear);
        sayAll(flows.peers(), TierLimits.IDLE_SECONDS, newcomer::hear);
        newcomer.generations.learn(List.of(), newcomer.flows);
        newcomer.look();
    }

    private void sayAll(final RecordTable table, final int oldest, final Words listener) {
        if (view.isTracking()) {
            table.forEach(0, table.capacity(), flows.now(), (flow, lasting, kind, age) -> {
                final int backend = address(lasting);
                if (backend != NOBODY && age <= oldest) {
                    listener.say(new Word(flow, backend, kind, age));
                }
            });
        }
    }

    private int address(final int lasting) {
        final int backend = Decisions.present(view, lasting);
        return backend == Tracking.GONE ? NOBODY : addresses[backend];
    }

    private void tell(final long flow, final int lasting, final RecordKind kind) {
        words.say(new Word(flow, address(lasting), kind, 0));
    }

    /** Takes in what another node said. A backend of a generation to come is clear when that has come. */
    public void hear(final Word word) {
        final Integer backend = indices.get(word.backend);
        if (backend == null) {
            unclear.add(word);
        } else {
            flows.peers().learn(word.flow, generations.lasting(backend), word.kind, word.ageSeconds, flows.now());
        }
    }

    @Override
    public void add(final int source, final int port, final boolean isFirst) {
        decisions.add(source, port, isFirst);
    }

    @Override
    public int count() {
        return decisions.count();
    }

    @Override
    public void decide() {
        decisions.decide(view);
    }

    @Override
    public int backend(final int i) {
        return addresses[decisions.backend(i)];
    }

    @Override
    public void clear() {
        decisions.clear();
    }

    @Override
    public long records() {
        final RecordTable own = flows.of(0).own();
        return own.get(RecordCounter.EMBRYONIC) + own.get(RecordCounter.CONFIRMED);
    }

    /** Records that it could not make. */
    public long refused() {
        final RecordTable own = flows.of(0).own();
        return own.get(RecordCounter.REFUSED_FULL) + own.get(RecordCounter.REFUSED_SOURCE);
    }

    /** Whether any slot asks for records. */
    public boolean isTracking() {
        return view.isTracking();
    }

    /** The slot of packet {@code i}. */
    public int slot(final int i) {
        return decisions.slot(i);
    }

    /** Whether what was before a change has a word on a slot. */
    public boolean isMoving(final int slot) {
        return Decisions.isMoving(view, slot);
    }

    /** Key of the record of packet {@code i}; while it tracks. */
    public long key(final int i) {
        return decisions.key(i, view);
    }

    /** What its own records say of a flow: nothing, or what {@link RecordTable} found. */
    public int own(final long flow) {
        return flows.of(0).own().peek(flow, flows.now());
    }

    /** Whether the other nodes' records here say that a flow has this backend. */
    public boolean hasHeard(final long flow, final int backend) {
        final int found = flows.peers().peek(flow, flows.now());
        return found != RecordTable.NONE && view.isTracking() && address(RecordTable.backend(found)) == backend;
    }

    @Override
    public void close() {
        view.close();
        decisions.close();
        generations.close();
        flows.close();
    }
}
