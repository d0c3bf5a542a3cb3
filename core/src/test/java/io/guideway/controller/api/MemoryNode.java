package io.guideway.controller.api;

import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.BackendChange;
import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.CaptureOrder;
import io.guideway.controller.operate.CaptureStatus;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.ChangeRefusedException;
import io.guideway.controller.operate.DroppedPackets;
import io.guideway.controller.operate.Explanation;
import io.guideway.controller.operate.ForwarderStatus;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.Operations;
import io.guideway.controller.operate.Outcome;
import io.guideway.controller.operate.Percentiles;
import io.guideway.controller.operate.Question;
import io.guideway.controller.operate.Saved;
import io.guideway.controller.operate.ServiceChange;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.controller.operate.UnansweredException;
import io.guideway.controller.operate.WorkerStatus;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Ports;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import io.guideway.wire.Drops;
import io.guideway.wire.FlowCounts;
import io.guideway.wire.Octets;
import io.guideway.wire.TierState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node that remembers what it was asked for and refuses what a test wants refused. Any thread. */
public final class MemoryNode implements Operations {
    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private volatile NodeStatus status = sample();
    private volatile Outcome.Reach reach = Outcome.Reach.ADOPTED;
    private volatile ChangeRefusedException refusal;

    /** A reload or save, by its name. */
    public record Asked(String what, boolean isDryRun) {}

    /** A change. */
    public record Wanted(Change change, boolean isDryRun) {}

    /** Everything that it was asked to do, in order. */
    public List<Object> asked() {
        return asked;
    }

    /** From now on everything is refused so. */
    public void refuse(final ChangeRefusedException.Kind kind, final String... problems) {
        refusal = new ChangeRefusedException(kind, List.of(problems));
    }

    /** How far changes come from now on. */
    public void reach(final Outcome.Reach reach) {
        this.reach = reach;
    }

    /** What it is from now on. */
    public void become(final NodeStatus status) {
        this.status = status;
    }

    @Override
    public NodeStatus status() {
        return status;
    }

    @Override
    public Explanation explain(final Question question) throws UnansweredException {
        asked.add(question);
        if (refusal != null) {
            throw new UnansweredException(refusal.getMessage());
        }
        return SampleExplanation.of(question);
    }

    @Override
    public DroppedPackets drops() throws UnansweredException {
        if (refusal != null) {
            throw new UnansweredException(refusal.getMessage());
        }
        final byte[] frame =
                FrameBuilder.packet("192.0.2.1", "192.0.2.2").udp(1, 2, 0).frame();
        return DroppedPackets.of(
                new Drops(0, List.of(new Drops.Drop(Verdict.NOT_OURS, 1_767_225_600_000L, 2, 99, new Octets(frame)))),
                verdict -> verdict == Verdict.NOT_OURS ? 1234 : 0);
    }

    @Override
    public CaptureStatus capture(final CaptureOrder order) throws UnansweredException {
        order.order();
        asked.add(order);
        return capture();
    }

    /** One that is over. */
    @Override
    public CaptureStatus capture() throws UnansweredException {
        if (refusal != null) {
            throw new UnansweredException(refusal.getMessage());
        }
        return new CaptureStatus("over", "/tmp/web.pcapng", 12, 3, "10 seconds");
    }

    @Override
    public CaptureStatus stopCapture() throws UnansweredException {
        asked.add(new Asked("stop capture", false));
        return capture();
    }

    @Override
    public List<Service> services() {
        return List.of(new Service(
                "web",
                IpAddress.parse("203.0.113.10"),
                Protocol.TCP,
                80,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                7,
                List.of(),
                List.of(
                        new Backend(IpAddress.parse("10.0.1.1"), 2),
                        new Backend(IpAddress.parse("10.0.1.2"), 0),
                        new Backend(IpAddress.parse("10.0.1.3"), 1))));
    }

    @Override
    public Outcome change(final Change change, final boolean isDryRun) throws ChangeRefusedException {
        asked.add(new Wanted(change, isDryRun));
        requireWilling();
        return outcome(change.service(), isDryRun);
    }

    @Override
    public Outcome reload(final boolean isDryRun) throws ChangeRefusedException {
        asked.add(new Asked("reload", isDryRun));
        requireWilling();
        return outcome("web", isDryRun);
    }

    @Override
    public Saved save(final boolean isDryRun) throws ChangeRefusedException {
        asked.add(new Asked("save", isDryRun));
        requireWilling();
        return new Saved("/etc/guideway/lb.yaml", List.of("web"));
    }

    private void requireWilling() throws ChangeRefusedException {
        if (refusal != null) {
            throw refusal;
        }
    }

    private Outcome outcome(final String service, final boolean isDryRun) {
        final Outcome.Reach came = isDryRun ? Outcome.Reach.DRY_RUN : reach;
        final List<BackendChange> backends = List.of(
                new BackendChange(IpAddress.parse("10.0.1.1"), OptionalInt.of(1), OptionalInt.of(2)),
                new BackendChange(IpAddress.parse("10.0.1.3"), OptionalInt.empty(), OptionalInt.of(1)),
                new BackendChange(IpAddress.parse("fd00::2"), OptionalInt.of(1), OptionalInt.empty()));
        final ServiceChange changed = new ServiceChange(service, ServiceChange.Kind.CHANGED, 65537, 21845, backends);
        return new Outcome(came, came == Outcome.Reach.ADOPTED ? 7 : 0, List.of(changed), List.of("mind the gap"));
    }

    /** One service with a backend of each kind, another without any, and two workers. */
    public static NodeStatus sample() {
        final Map<String, Long> verdicts = new LinkedHashMap<>();
        verdicts.put("forwarded", 1_234_567L);
        verdicts.put("kernel", 7L);
        verdicts.put("no-service", 1_000L);
        final Instant since = Instant.parse("2026-01-01T00:10:00Z");
        final List<BackendStatus> backends = new ArrayList<>();
        backends.add(backend("10.0.1.1", AdminState.ENABLED, "up", "HTTP 200", since, 2, 2, 800_000));
        backends.add(backend("10.0.1.2", AdminState.ENABLED, "down", "HTTP 500, expected 200", since, 1, 0, 434_567));
        backends.add(backend("10.0.1.3", AdminState.DRAINING, "up", "HTTP 200", since, 1, 0, 0));
        backends.add(backend(
                "fd00:1234:5678:9abc:def0:1234:5678:9abc",
                AdminState.FORCED,
                "down",
                "no answer within 1s from a host that is far away and tells us so at length",
                since,
                1,
                1,
                0));
        final ServiceStatus web = new ServiceStatus(
                "web", "203.0.113.10", "tcp", Ports.of(80), "ipip", 65537, true, "", 1_234_567, 98_765_432, backends);
        final ServiceStatus dns = new ServiceStatus(
                "dns",
                "2001:db8::53",
                "udp",
                Ports.of(53),
                "l2dsr",
                65537,
                false,
                "it has no backend, so its packets are dropped",
                0,
                0,
                List.of());
        final Percentiles burst = new Percentiles(1000, 850, 2_100, 17_000, 43_000);
        final Percentiles gap = new Percentiles(1000, 120, 950, 61_000, 2_400_000);
        return new NodeStatus(
                "lb-1",
                "0.1.0",
                STARTED,
                2,
                new ForwarderStatus(true, 6, "9f86d081884c7d65", true, ""),
                List.of(web, dns),
                1_235_574,
                verdicts,
                List.of(
                        new WorkerStatus(0, 1, 700_000, 30_000, burst, gap, 3),
                        new WorkerStatus(1, 2, 535_574, 20_000, Percentiles.NONE, Percentiles.NONE, 0)),
                FlowCounts.NONE,
                Optional.of(new TierState(
                        false, 2, 1, 3, 0, List.of(new TierState.PeerState("lb-2", true, false, 1_500, 42, 1, 250)))));
    }

    private static BackendStatus backend(
            final String address,
            final AdminState admin,
            final String health,
            final String reason,
            final Instant since,
            final int weight,
            final int effective,
            final long packets) {
        return new BackendStatus(
                IpAddress.parse(address),
                admin,
                health,
                reason,
                Optional.of(since),
                weight,
                effective,
                packets,
                packets * 80);
    }
}
