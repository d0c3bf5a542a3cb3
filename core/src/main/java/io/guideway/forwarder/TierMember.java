package io.guideway.forwarder;

import io.guideway.flow.RecordRing;
import io.guideway.flow.RecordTable;
import io.guideway.service.ServedBackends;
import io.guideway.service.ServicePast;
import io.guideway.tier.LocalNode;
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
        generations.learn(past);
    }
}
