package io.guideway.forwarder;

import io.guideway.flow.RecordRing;
import io.guideway.flow.RecordTable;
import io.guideway.service.ServedBackends;
import io.guideway.service.ServicePast;
import io.guideway.tier.LocalNode;
import io.guideway.tier.TierStatus;
import io.guideway.wire.TierState;
import java.util.List;

/** What a forwarder's replicator sees of it. */
final class TierMember implements LocalNode {
    private final FlowStore flows;
    private final Generations generations;
    private final List<RecordTable> own;
    private final List<RecordRing> news;

    TierMember(final FlowStore flows, final Generations generations) {
        this.flows = flows;
        this.generations = generations;
        own = flows.tables();
        news = flows.news();
    }

    /** What the replicator says of the tier, as it travels to the controller. */
    static TierState state(final TierStatus status) {
        final List<TierStatus.Destination> destinations = status.destinations();
        return new TierState(
                status.isComplete(),
                destinations.size(),
                (int) destinations.stream()
                        .filter(TierStatus.Destination::isConnected)
                        .count(),
                destinations.stream().mapToLong(TierStatus.Destination::unsent).sum(),
                status.ringDropped(),
                status.sources().stream().map(TierMember::state).toList());
    }

    private static TierState.PeerState state(final TierStatus.Source source) {
        return new TierState.PeerState(
                source.name(),
                source.isProven(),
                source.isComplete(),
                source.incompleteMs(),
                source.records(),
                source.lost(),
                source.silentMs());
    }

    @Override
    public List<RecordTable> own() {
        return own;
    }

    @Override
    public List<RecordRing> news() {
        return news;
    }

    @Override
    public RecordTable copy() {
        return flows.peers();
    }

    @Override
    public int now() {
        return flows.now();
    }

    @Override
    public ServedBackends served() {
        return generations.served();
    }

    @Override
    public List<ServicePast> past() {
        return generations.past();
    }

    @Override
    public void learn(final List<ServicePast> past) {
        generations.learn(past, flows);
    }
}
