package io.guideway.controller.metrics;

import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.CaptureOrder;
import io.guideway.controller.operate.CaptureStatus;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.DroppedPackets;
import io.guideway.controller.operate.Explanation;
import io.guideway.controller.operate.ForwarderStatus;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.Operations;
import io.guideway.controller.operate.Outcome;
import io.guideway.controller.operate.Question;
import io.guideway.controller.operate.Saved;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.service.Ports;
import io.guideway.service.Service;
import io.guideway.stats.TimeBuckets;
import io.guideway.stats.TimeCounts;
import io.guideway.wire.Counters;
import io.guideway.wire.FlowCounts;
import io.guideway.wire.TierState;
import io.guideway.wire.WorkerCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A node whose numbers are known, of any size. */
final class SampleNode implements Operations {
    static final String ODD_NAME = "web \"a\\b\"\u00e9";

    private final List<ServiceStatus> services;
    private final boolean isConnected;

    SampleNode(final int services, final int backends, final boolean isConnected) {
        this.isConnected = isConnected;
        this.services =
                IntStream.range(0, services).mapToObj(i -> service(i, backends)).toList();
    }

    private static ServiceStatus service(final int number, final int backends) {
        final List<BackendStatus> members =
                IntStream.range(0, backends).mapToObj(SampleNode::backend).toList();
        return new ServiceStatus(
                number == 0 ? ODD_NAME : "service-" + number,
                IpAddress.ipv4(0xCB00_7100 + number).toString(),
                "tcp",
                Ports.of(80),
                "ipip",
                65537,
                number == 0,
                "",
                1000L + number,
                64_000L + number,
                members);
    }

    private static BackendStatus backend(final int number) {
        return new BackendStatus(
                IpAddress.ipv4(0x0A00_0100 + number),
                AdminState.ENABLED,
                number == 1 ? "down" : "up",
                "HTTP 200",
                Optional.empty(),
                10,
                number == 1 ? 0 : 10,
                500 + number,
                32_000 + number);
    }

    @Override
    public NodeStatus status() {
        return new NodeStatus(
                "lb-1",
                "1.0",
                Instant.ofEpochMilli(1_700_000_000_500L),
                2,
                new ForwarderStatus(isConnected, 7, "d", true, ""),
                services,
                1042,
                Map.of(Verdict.FORWARDED.text(), 1000L, Verdict.NO_BACKEND.text(), 42L),
                List.of(),
                new FlowCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
                Optional.of(new TierState(
                        true,
                        2,
                        1,
                        3,
                        4,
                        List.of(
                                new TierState.PeerState("lb-2", true, true, 0, 42, 1, 250),
                                new TierState.PeerState("", false, false, 900, 0, 0, 100)))));
    }

    static Counters counters() {
        final TimeCounts bursts = new TimeCounts();
        bursts.append(TimeBuckets.of(255), 3);
        bursts.append(TimeBuckets.of(256), 4);
        final TimeCounts gaps = new TimeCounts();
        gaps.append(TimeBuckets.of(TimeBuckets.LONGEST_NS), 1);
        final WorkerCounts worker = new WorkerCounts(3, 1042, 7, 1, bursts, gaps);
        return new Counters(7, 1042, new long[Verdict.count()], new long[0], new long[0], List.of(worker));
    }

    @Override
    public Explanation explain(final Question question) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DroppedPackets drops() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CaptureStatus capture(final CaptureOrder order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CaptureStatus capture() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CaptureStatus stopCapture() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Service> services() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome change(final Change change, final boolean isDryRun) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome reload(final boolean isDryRun) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Saved save(final boolean isDryRun) {
        throw new UnsupportedOperationException();
    }
}
