package io.guideway.bench.consistency;

import io.guideway.bench.consistency.Outcome.Sample;
import io.guideway.flow.RecordTable;
import io.guideway.forward.Decisions;
import io.guideway.forwarder.TierNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One run: flows send their packets through the tier, millisecond by millisecond, while all of the timeline happens. A flow is
 * broken when a packet of it reaches another backend than the one that accepted its SYN, while that one serves. Packets to what is
 * dead are lost and sent again.
 */
final class Simulation implements AutoCloseable {
    private static final int SAMPLE_MS = 5_000;
    private static final int RESENT_MS = 300;
    private static final int SYN_RESENT_MS = 1_000;
    private static final int MOST_SYNS = 3;

    /** One SYN in so many is lost before the tier. */
    private static final int LOST_SYN_ONE_OF = 50;

    /** The answer to one SYN in so many comes too late. */
    private static final int LATE_ANSWER_ONE_OF = 50;

    private final Plan plan;
    private final Setting setting;
    private final List<Event> events;
    private final Tier tier;
    private final Flows flows;
    private final BitSet serving = new BitSet();
    private final int[][] bursts;
    private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private final List<Sample> samples = new ArrayList<>();
    private int nextEvent;
    private int nowMs;
    private long accepted;
    private long broken;
    private long packets;

    Simulation(final Plan plan, final Setting setting) {
        this.plan = plan;
        this.setting = setting;
        final Timeline timeline = new Timeline(plan);
        events = timeline.events();
        tier = new Tier(plan, setting, timeline.first());
        flows = new Flows(plan);
        bursts = new int[plan.nodes()][Decisions.CAPACITY];
        timeline.first()
                .backends()
                .forEach(backend -> serving.set(index(backend.address().ipv4Bits())));
    }

    private static int index(final int backend) {
        return backend - Timeline.firstBackend();
    }

    Outcome run() {
        final double perMs = plan.flows() / (double) plan.endMs();
        double arrival = flows.arrivalGap(perMs);
        for (nowMs = 0; nowMs < plan.endMs(); nowMs++) {
            happen();
            tier.pass(nowMs);
            while (arrival < nowMs + 1 && flows.begun() < plan.flows()) {
                flows.begin(nowMs);
                arrival += flows.arrivalGap(perMs);
            }
            send();
            decideAll();
            if (nowMs % SAMPLE_MS == 0) {
                samples.add(new Sample(nowMs, tier.records(), broken));
            }
        }
        return new Outcome(
                setting,
                accepted,
                broken,
                reasons,
                packets,
                samples,
                tier.mail().words());
    }

    private void happen() {
        while (nextEvent < events.size() && events.get(nextEvent).atMs() <= nowMs) {
            final Event event = events.get(nextEvent++);
            switch (event.kind()) {
                case BACKEND_DIES -> die(event.subject());
                case BACKEND_LIVES -> serving.set(index(event.subject()));
                default -> tier.happen(event);
            }
        }
    }

    /** With a backend its connections end. */
    private void die(final int backend) {
        serving.clear(index(backend));
        for (int place = 0; place < flows.places(); place++) {
            if (flows.backend[place] == backend) {
                flows.isOver[place] = true;
            }
        }
    }

    private void send() {
        int place = flows.take(nowMs);
        while (place != Flows.NONE) {
            final int after = flows.after(place);
            if (nowMs >= flows.endMs[place] && flows.stage[place] == Flows.ESTABLISHED) {
                flows.end(place);
            } else {
                send(place);
            }
            place = after;
        }
    }

    private void send(final int place) {
        final int node = tier.node(Bits.mix(flows.id[place]));
        final boolean isFirst = flows.stage[place] < MOST_SYNS;
        final boolean isLost = !tier.isAlive(node) || flows.stage[place] == 0 && flows.oneOf(LOST_SYN_ONE_OF);
        if (!isLost) {
            add(place, node, isFirst);
        }
        if (isFirst) {
            afterSyn(place, isLost);
        } else {
            flows.stage[place] = Flows.ESTABLISHED;
            flows.due(place, nowMs + (isLost ? RESENT_MS : flows.gap(place)));
        }
    }

    /** A SYN is sent again after a second, and after two more. */
    private void afterSyn(final int place, final boolean isLost) {
        final int again = SYN_RESENT_MS << flows.stage[place];
        final int syns = flows.stage[place] + 1;
        if (isLost || syns < MOST_SYNS && flows.oneOf(LATE_ANSWER_ONE_OF)) {
            flows.stage[place] = (byte) Math.min(syns, MOST_SYNS - 1);
            flows.due(place, nowMs + again);
        } else {
            flows.stage[place] = MOST_SYNS;
            flows.due(place, nowMs + flows.roundTrip());
        }
    }

    private void add(final int place, final int node, final boolean isFirst) {
        final SimulatedNode to = tier.at(node);
        bursts[node][to.count()] = isFirst ? place : ~place;
        to.add(flows.source(place), flows.port(place), isFirst);
        if (to.count() == Decisions.CAPACITY) {
            decide(node);
        }
    }

    private void decideAll() {
        for (int node = 0; node < bursts.length; node++) {
            if (tier.at(node).count() > 0) {
                decide(node);
            }
        }
    }

    private void decide(final int node) {
        final SimulatedNode by = tier.at(node);
        by.decide();
        packets += by.count();
        for (int i = 0; i < by.count(); i++) {
            final int sent = bursts[node][i];
            final int place = sent < 0 ? ~sent : sent;
            reach(place, node, i, by.backend(i));
            flows.lastMs[place] = nowMs;
            flows.lastNode[place] = tier.life(node);
            flows.hasBegun[place] |= sent < 0;
        }
        by.clear();
    }

    private void reach(final int place, final int node, final int i, final int backend) {
        if (!flows.isOver[place]) {
            if (flows.backend[place] == Flows.NOT_ACCEPTED) {
                accept(place, backend);
            } else if (flows.backend[place] != backend && serving.get(index(backend))) {
                breaks(place, node, i);
            }
        }
    }

    private void accept(final int place, final int backend) {
        if (serving.get(index(backend))) {
            flows.backend[place] = backend;
            accepted++;
        } else {
            flows.isOver[place] = true;
        }
    }

    private void breaks(final int place, final int node, final int i) {
        broken++;
        flows.isOver[place] = true;
        if (tier.at(node) instanceof TierNode here) {
            reasons.merge(reason(place, here, i), 1L, Long::sum);
        }
    }

    private Reason reason(final int place, final TierNode here, final int i) {
        if (nowMs - flows.lastMs[place] > setting.drainSeconds() * Plan.MS) {
            return Reason.SILENT;
        }
        if (!here.isTracking()) {
            return Reason.SLOT_STILL;
        }
        final long flow = here.key(i);
        if (here.hasHeard(flow, flows.backend[place])) {
            return Reason.SLOT_STILL;
        }
        if (tier.mail().hasLost(here, flow)) {
            return Reason.LOST;
        }
        if (tier.mail().isOnItsWay(here, flow)) {
            return Reason.ON_ITS_WAY;
        }
        final TierNode before = (TierNode) tier.ofLife(flows.lastNode[place]);
        final int own = before.own(flow);
        if (before != here && own != RecordTable.NONE && !RecordTable.isConfirmed(own)) {
            return flows.hasBegun[place] ? Reason.ONE_PACKET : Reason.BEGINNING;
        }
        if (before != here && here.isMoving(here.slot(i)) && !before.isMoving(here.slot(i))) {
            return Reason.APART;
        }
        return here.refused() > 0 || before.refused() > 0 ? Reason.REFUSED : Reason.UNEXPLAINED;
    }

    @Override
    public void close() {
        tier.close();
    }
}
