package io.guideway.controller.metrics;

import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.packet.Verdict;
import io.guideway.stats.TimeCounts;
import io.guideway.wire.FlowCounts;
import io.guideway.wire.TierState;
import io.guideway.wire.WorkerCounts;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Every metric of a node at one moment; docs/statistics.md lists them. One thread. */
final class Families {
    private static final double MS_A_SECOND = 1e3;

    private final NodeStatus node;
    private final List<WorkerCounts> workers;
    private final long transitions;
    private final List<Labelled<ServiceStatus>> services = new ArrayList<>();
    private final List<Labelled<Member>> backends = new ArrayList<>();
    private final MetricSnapshots.Builder snapshots = MetricSnapshots.builder();

    /** Something, and the labels that all its metrics share. */
    private record Labelled<T>(T value, Labels labels) {}

    /** A backend of a service. */
    private record Member(ServiceStatus service, BackendStatus status) {}

    Families(final NodeStatus node, final List<WorkerCounts> workers, final long transitions) {
        this.node = node;
        this.workers = workers;
        this.transitions = transitions;
        for (final ServiceStatus service : node.services()) {
            services.add(new Labelled<>(service, Labels.of("service", service.service())));
            for (final BackendStatus backend : service.backends()) {
                final String address = backend.backend().toString();
                backends.add(new Labelled<>(
                        new Member(service, backend), Labels.of("service", service.service(), "backend", address)));
            }
        }
    }

    MetricSnapshots snapshots() {
        addNode();
        addPackets();
        addFlows();
        addHealth();
        addWorkers();
        return snapshots.build();
    }

    private void addNode() {
        snapshots.metricSnapshot(InfoSnapshot.builder()
                .name("guideway")
                .help("The node.")
                .dataPoint(new InfoSnapshot.InfoDataPointSnapshot(
                        Labels.of("node", node.node(), "version", node.version())))
                .build());
        gauge(
                "guideway_start_time_seconds",
                "When the controller started, in seconds since 1970.",
                node.started().toEpochMilli() / MS_A_SECOND);
        gauge("guideway_unsaved_changes", "Changes made by command that are not in the file.", node.unsaved());
        gauge(
                "guideway_forwarder_connected",
                "1 while the controller has a forwarder.",
                bit(node.forwarder().isConnected()));
        gauge(
                "guideway_generation",
                "Number of the generation that the forwarder goes by.",
                node.forwarder().generation());
        gauge(
                "guideway_generation_current",
                "1 while that generation is what the controller wants.",
                bit(node.forwarder().isCurrent()));
    }

    private void addPackets() {
        final List<Labelled<Verdict>> verdicts = Arrays.stream(Verdict.values())
                .map(verdict -> new Labelled<>(verdict, Labels.of("verdict", verdict.text())))
                .toList();
        counters(
                "guideway_packets",
                "Packets received, by what became of them.",
                verdicts,
                verdict -> node.verdicts().getOrDefault(verdict.text(), 0L));
        counters("guideway_service_packets", "Packets classified to a service.", services, ServiceStatus::packets);
        counters(
                "guideway_service_octets",
                "Octets of the packets classified to a service, as received.",
                services,
                ServiceStatus::octets);
        counters(
                "guideway_backend_packets",
                "Packets sent to a backend.",
                backends,
                b -> b.status().packets());
        counters(
                "guideway_backend_octets",
                "Octets of the packets sent to a backend, as received.",
                backends,
                b -> b.status().octets());
    }

    private void addFlows() {
        final FlowCounts flows = node.flows();
        final List<Labelled<Long>> choices = List.of(
                new Labelled<>(flows.bySlot(), Labels.of("by", "slot")),
                new Labelled<>(flows.byRecord(), Labels.of("by", "record")),
                new Labelled<>(flows.byPeerRecord(), Labels.of("by", "peer-record")),
                new Labelled<>(flows.byOldOwner(), Labels.of("by", "old-owner")),
                new Labelled<>(flows.byGone(), Labels.of("by", "gone")));
        counters(
                "guideway_flow_packets",
                "Packets on slots that ask for records, by why they went where they went.",
                choices,
                Long::longValue);
        final List<Labelled<Long>> ids = List.of(
                new Labelled<>(flows.byConnectionId(), Labels.of("by", "connection-id")),
                new Labelled<>(flows.quicShort(), Labels.of("by", "flow-short")),
                new Labelled<>(flows.quicConfig(), Labels.of("by", "flow-config")),
                new Labelled<>(flows.quicServer(), Labels.of("by", "flow-server")));
        counters(
                "guideway_quic_packets",
                "Packets of services that route by connection id, by why they went where they went.",
                ids,
                Long::longValue);
        final List<Labelled<Long>> records = List.of(
                new Labelled<>(flows.embryonic(), Labels.of("state", "embryonic")),
                new Labelled<>(flows.confirmed(), Labels.of("state", "confirmed")),
                new Labelled<>(flows.ofPeers(), Labels.of("state", "of-peers")));
        gauges("guideway_flow_records", "Records of flows that are there.", records, each -> true, each -> each);
        final List<Labelled<Long>> lost = List.of(
                new Labelled<>(flows.evicted(), Labels.of("how", "evicted")),
                new Labelled<>(flows.refused(), Labels.of("how", "refused")));
        counters("guideway_flow_records_lost", "Records that gave way alive, or were not made.", lost, Long::longValue);
        gauge("guideway_moving_slots", "Slots that ask for records because of a change.", flows.movingSlots());
        gauge(
                "guideway_oldest_change_seconds",
                "Age of the eldest change after which slots still go by what they were before; 0 if there is none.",
                flows.oldestSeconds());
        node.tier().ifPresent(this::addTier);
    }

    private void addTier(final TierState tier) {
        gauge(
                "guideway_tier_complete",
                "1 while what other nodes know of flows is complete here.",
                tier.isComplete() ? 1 : 0);
        gauge("guideway_tier_destinations", "Nodes, or groups, that are told of flows.", tier.destinations());
        gauge("guideway_tier_connected", "How many of them listen.", tier.connected());
        final List<Labelled<TierState.PeerState>> peers = tier.peers().stream()
                .filter(peer -> !peer.name().isEmpty())
                .map(peer -> new Labelled<>(peer, Labels.of("peer", peer.name())))
                .toList();
        gauges(
                "guideway_tier_peer_complete",
                "1 while all that a peer knows is here.",
                peers,
                each -> true,
                each -> bit(each.isComplete()));
        counters("guideway_tier_peer_records", "Records taken from a peer.", peers, TierState.PeerState::records);
        counters("guideway_tier_peer_lost", "Messages of a peer that never came.", peers, TierState.PeerState::lost);
    }

    private void addHealth() {
        gauges(
                "guideway_backend_up",
                "1 while a backend's checks are good; absent where it is not checked.",
                backends,
                member -> member.service().isChecked(),
                member -> bit(member.status().health().equals("up")));
        gauges(
                "guideway_backend_weight",
                "The weight in use: 0 where a backend takes no new flows.",
                backends,
                member -> true,
                member -> member.status().effective());
        gauges(
                "guideway_backend_configured_weight",
                "The weight that is configured.",
                backends,
                member -> true,
                member -> member.status().weight());
        snapshots.metricSnapshot(new CounterSnapshot(
                new MetricMetadata(
                        "guideway_health_transitions",
                        "Changes of a backend's health since the controller's start, of all backends."),
                List.of(point(transitions, Labels.EMPTY))));
    }

    private void addWorkers() {
        final List<Labelled<WorkerCounts>> labelled = IntStream.range(0, workers.size())
                .mapToObj(i -> new Labelled<>(workers.get(i), labels(i, workers.get(i))))
                .toList();
        counters("guideway_worker_packets", "Packets that a worker received.", labelled, WorkerCounts::received);
        counters("guideway_worker_bursts", "Polls of a worker that brought packets.", labelled, WorkerCounts::bursts);
        counters(
                "guideway_worker_stalls",
                "Gaps between two polls of a worker of 1.05 ms or more.",
                labelled,
                WorkerCounts::stalls);
        histograms(
                "guideway_worker_burst_seconds",
                "From a poll that brought packets to the next poll.",
                labelled,
                WorkerCounts::burstTimes);
        histograms("guideway_worker_poll_gap_seconds", "From each poll to the next.", labelled, WorkerCounts::gapTimes);
    }

    private static Labels labels(final int worker, final WorkerCounts counts) {
        return Labels.of("worker", Integer.toString(worker), "cpu", Integer.toString(counts.cpu()));
    }

    private static double bit(final boolean value) {
        return value ? 1 : 0;
    }

    private void gauge(final String name, final String help, final double value) {
        snapshots.metricSnapshot(new GaugeSnapshot(
                new MetricMetadata(name, help), List.of(new GaugeDataPointSnapshot(value, Labels.EMPTY, null))));
    }

    /** Of those that pass; without any the metric is absent. */
    private <T> void gauges(
            final String name,
            final String help,
            final List<Labelled<T>> of,
            final Predicate<T> has,
            final Function<T, ? extends Number> value) {
        final List<GaugeDataPointSnapshot> points = of.stream()
                .filter(each -> has.test(each.value()))
                .map(each ->
                        new GaugeDataPointSnapshot(value.apply(each.value()).doubleValue(), each.labels(), null))
                .toList();
        snapshots.metricSnapshot(new GaugeSnapshot(new MetricMetadata(name, help), points));
    }

    /** @param name without the {@code _total} that counters get when they are written */
    private <T> void counters(
            final String name, final String help, final List<Labelled<T>> of, final ToLongFunction<T> value) {
        final List<CounterDataPointSnapshot> points = of.stream()
                .map(each -> point(value.applyAsLong(each.value()), each.labels()))
                .toList();
        snapshots.metricSnapshot(new CounterSnapshot(new MetricMetadata(name, help), points));
    }

    private static CounterDataPointSnapshot point(final long value, final Labels labels) {
        return new CounterDataPointSnapshot(value, labels, null, 0);
    }

    private <T> void histograms(
            final String name, final String help, final List<Labelled<T>> of, final Function<T, TimeCounts> times) {
        final List<HistogramDataPointSnapshot> points = of.stream()
                .map(each -> SecondsHistogram.of(times.apply(each.value()), each.labels()))
                .toList();
        snapshots.metricSnapshot(new HistogramSnapshot(new MetricMetadata(name, help), points));
    }
}
