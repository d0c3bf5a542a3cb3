package io.guideway.cli.operate;

import io.guideway.controller.operate.DroppedPackets;
import io.guideway.controller.operate.DroppedPackets.Kept;
import io.guideway.controller.operate.DroppedPackets.Reason;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.packet.FrameFacts;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.packet.Verdict;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Names the usual silent failures of a first run: packets that do not come, or come and go nowhere. What became of packets while
 * the node was watched counts; where none came meanwhile, what became of those before.
 */
final class Diagnosis {
    private final NodeStatus before;
    private final NodeStatus after;
    private final DroppedPackets drops;
    private final List<Finding> findings = new ArrayList<>();

    private Diagnosis(final NodeStatus before, final NodeStatus after, final DroppedPackets drops) {
        this.before = before;
        this.after = after;
        this.drops = drops;
    }

    /**
     * What is wrong; empty if nothing is.
     *
     * @param before the node when it began to be watched
     * @param after the same node some seconds later
     * @param drops of that time
     */
    static List<Finding> of(final NodeStatus before, final NodeStatus after, final DroppedPackets drops) {
        final Diagnosis diagnosis = new Diagnosis(before, after, drops);
        diagnosis.forwarder();
        return List.copyOf(diagnosis.findings);
    }

    private void forwarder() {
        if (!after.forwarder().isConnected()) {
            find("no forwarder", "the controller has found none", "start 'guideway forwarder', or look why it ended");
            return;
        }
        if (!after.forwarder().isCurrent()) {
            find(
                    "services not in use",
                    after.forwarder().refusal().isEmpty()
                            ? "the forwarder does not go by them yet"
                            : after.forwarder().refusal(),
                    "wait, or mend what it refuses");
        }
        arrivals();
        services();
    }

    private void arrivals() {
        if (received() == 0) {
            find(
                    "no packets arrive",
                    "%d packets since the forwarder's start, none while it was watched".formatted(after.received()),
                    "is the cable, the VLAN and the interface under dpdk.eal right, and does the router send the VIPs to this node?");
        }
        if (forwarded() == 0 || isForVip(Verdict.OTHER_MAC)) {
            drop(
                    Verdict.OTHER_MAC,
                    "wrong destination MAC",
                    "let the router resolve the node's address again, or set 'promiscuous: true'");
        }
        drop(
                Verdict.NO_NEIGHBOUR,
                "backend unresolved",
                "is the backend, or the gateway to it, up and its address right? A static entry under 'neighbours' will do");
        drop(
                Verdict.NO_SERVICE,
                "VIP without this port",
                "name the protocol and port in a service, or let nobody send there");
        drop(
                Verdict.TOO_BIG,
                "packets too long for the outer header",
                "raise 'mtu' of the port and of the network, or let clients send less at a time");
        strangers();
        kept(
                (facts, reason) -> facts.isPartial(),
                "checksums left to a device",
                "turn checksum offload off where these packets come from: ethtool -K INTERFACE tx off; a virtual NIC hands them over unfinished");
    }

    /** Packets for no VIP: answers of backends, or a VIP that no service has. */
    private void strangers() {
        final boolean hasReplies = kept(
                (facts, reason) -> reason.verdict().equals(Verdict.NOT_OURS.text()) && isReply(facts),
                "replies come back although DSR",
                "backends answer to clients directly: give them a default route that does not lead through this node");
        if (!hasReplies && forwarded() == 0) {
            drop(
                    Verdict.NOT_OURS,
                    "VIP not classified",
                    "add a service with this address, or let the router not send it here");
        }
    }

    /** Whether one of the packets that were kept with this verdict is for a VIP. */
    private boolean isForVip(final Verdict verdict) {
        return drops.drops().stream()
                .filter(reason -> reason.verdict().equals(verdict.text()))
                .flatMap(reason -> reason.last().stream())
                .flatMap(packet -> facts(packet).stream())
                .anyMatch(facts -> after.services().stream().anyMatch(service -> isOf(service, facts.destination())));
    }

    private static Prefix vip(final ServiceStatus service) {
        return service.vip().contains("/") ? Prefix.parse(service.vip()) : Prefix.of(IpAddress.parse(service.vip()));
    }

    private static boolean isOf(final ServiceStatus service, final IpAddress address) {
        return vip(service).contains(address);
    }

    /** Whether it comes from where a service answers. */
    private boolean isReply(final FrameFacts facts) {
        return after.services().stream()
                .anyMatch(service ->
                        isOf(service, facts.source()) && service.port().contains(facts.sourcePort()));
    }

    private void services() {
        for (final ServiceStatus service : after.services()) {
            if (service.backends().stream().noneMatch(backend -> backend.effective() > 0)) {
                find(
                        "service without backends",
                        "no backend of %s takes flows".formatted(Line.plain(service.service())),
                        "add backends, or see in 'guideway status' why they are down");
            }
        }
    }

    private long received() {
        return after.received() - before.received();
    }

    private long forwarded() {
        return packets(Verdict.FORWARDED.text());
    }

    /** Packets of a verdict while the node was watched, or before, if none came meanwhile. */
    private long packets(final String verdict) {
        final long all = after.verdicts().getOrDefault(verdict, 0L);
        return received() == 0 ? all : all - before.verdicts().getOrDefault(verdict, 0L);
    }

    private void drop(final Verdict verdict, final String name, final String mend) {
        final long packets = packets(verdict.text());
        if (packets > 0) {
            final String last = drops.drops().stream()
                    .filter(reason -> reason.verdict().equals(verdict.text()))
                    .flatMap(reason -> reason.last().stream())
                    .reduce((one, later) -> later)
                    .map(packet -> "; one of them: " + text(packet))
                    .orElse("");
            find(name, "%d packets dropped as %s%s".formatted(packets, verdict.text(), last), mend);
        }
    }

    /** Looks for a packet among those that were kept; whether there is one. */
    private boolean kept(final BiPredicate<FrameFacts, Reason> suspect, final String name, final String mend) {
        for (final Reason reason : drops.drops()) {
            for (final Kept packet : reason.last()) {
                if (facts(packet).filter(one -> suspect.test(one, reason)).isPresent()) {
                    find(name, "dropped as %s: %s".formatted(reason.verdict(), text(packet)), mend);
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<FrameFacts> facts(final Kept packet) {
        return FrameFacts.of(HexFormat.of().parseHex(packet.octets()));
    }

    private static String text(final Kept packet) {
        return Line.plain(String.join(" | ", packet.layers()));
    }

    private void find(final String name, final String found, final String mend) {
        findings.add(new Finding(name, found, mend));
    }
}
