package io.guideway.cli.operate;

import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.wire.FlowCounts;
import io.guideway.wire.TierState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A node for people, 80 columns wide. */
final class StatusText {
    private static final int WIDTH = 80;
    private static final String BACKEND = "  %-39s %-9s %7s %7s %12s";
    private static final String COUNT = "  %-48s %21s %6s";
    private static final int COUNT_WIDTH = 12;

    private final List<String> lines = new ArrayList<>();
    private final Instant now;

    private StatusText(final Instant now) {
        this.now = now;
    }

    /** Lines without their ends. */
    static List<String> of(final NodeStatus node, final Instant now) {
        final StatusText text = new StatusText(now);
        text.add(
                "node %s, version %s, controller up %s",
                node.node(), node.version(), Line.age(Duration.between(node.started(), now)));
        text.add("forwarder: %s", States.of(node.forwarder()));
        if (!node.forwarder().digest().isEmpty()) {
            text.add("  digest %s", node.forwarder().digest());
        }
        if (node.unsaved() > 0) {
            text.add("%d changes by command are not in the file; 'guideway save' writes them", node.unsaved());
        }
        node.services().forEach(text::service);
        text.verdicts(node);
        text.flows(node.flows());
        node.tier().ifPresent(text::tier);
        text.connectionIds(node.flows());
        return text.lines;
    }

    /** One service. */
    static List<String> of(final ServiceStatus service, final Instant now) {
        final StatusText text = new StatusText(now);
        text.service(service);
        return text.lines;
    }

    /** Services without their backends, a line each. */
    static List<String> of(final List<ServiceStatus> services) {
        final StatusText text = new StatusText(Instant.EPOCH);
        final String format = "%-20s %-41s %-6s %4s %5s";
        text.add(format, "service", "VIP", "mode", "up", "of");
        for (final ServiceStatus service : services) {
            final long taking = service.backends().stream()
                    .filter(backend -> backend.effective() > 0)
                    .count();
            text.add(
                    format,
                    Line.cut(service.service(), 20),
                    Line.cut(States.place(service), 41),
                    service.mode(),
                    taking,
                    service.backends().size());
        }
        return text.lines;
    }

    private void service(final ServiceStatus service) {
        add("");
        add("service %s", service.service());
        add(
                "  %s, %s, %d slots%s",
                States.place(service),
                service.mode(),
                service.slots(),
                service.isChecked() ? "" : ", backends are not checked");
        if (!service.notice().isEmpty()) {
            add("  %s", service.notice());
        }
        if (!service.backends().isEmpty()) {
            add(BACKEND, "backend", "state", "weight", "in use", "packets");
            service.backends().forEach(this::backend);
        }
        add(BACKEND, "in all", "", "", "", Line.number(service.packets(), COUNT_WIDTH));
    }

    private void backend(final BackendStatus backend) {
        add(
                BACKEND,
                backend.backend(),
                States.of(backend),
                backend.weight(),
                backend.effective(),
                Line.number(backend.packets(), COUNT_WIDTH));
        if (States.isNotable(backend)) {
            add("      %s", States.health(backend, now));
        }
    }

    private void verdicts(final NodeStatus node) {
        add("");
        add("%s packets received", Line.number(node.received(), WIDTH));
        node.verdicts()
                .forEach((verdict, packets) -> add(
                        COUNT,
                        verdict,
                        Line.number(packets, WIDTH),
                        node.received() == 0
                                ? ""
                                : String.format(Locale.ROOT, "%.1f%%", 100.0 * packets / node.received())));
    }

    /** Only where connection ids were ever looked at. */
    private void connectionIds(final FlowCounts flows) {
        if (flows.byConnectionId() + flows.quicByFlow() == 0) {
            return;
        }
        add("");
        add("%s packets by QUIC connection id", Line.number(flows.byConnectionId(), WIDTH));
        add(COUNT, "by flow: id too short", Line.number(flows.quicShort(), WIDTH), "packets");
        add(COUNT, "by flow: no such config", Line.number(flows.quicConfig(), WIDTH), "packets");
        add(COUNT, "by flow: no such server", Line.number(flows.quicServer(), WIDTH), "packets");
    }

    /** Only where something was ever recorded. */
    private void flows(final FlowCounts flows) {
        if (flows.equals(FlowCounts.NONE)) {
            return;
        }
        add("");
        add("%s slots ask for records", Line.number(flows.movingSlots(), WIDTH));
        if (flows.oldestSeconds() > 0) {
            add("  the eldest change that still counts is %s old", Line.age(Duration.ofSeconds(flows.oldestSeconds())));
        }
        add(COUNT, "by record", Line.number(flows.byRecord(), WIDTH), "packets");
        add(COUNT, "by another node's record", Line.number(flows.byPeerRecord(), WIDTH), "packets");
        add(COUNT, "to the former owner", Line.number(flows.byOldOwner(), WIDTH), "packets");
        add(COUNT, "to the slot's owner", Line.number(flows.bySlot() + flows.byGone(), WIDTH), "packets");
        add(COUNT, "records, confirmed", Line.number(flows.confirmed(), WIDTH), "");
        add(COUNT, "records, embryonic", Line.number(flows.embryonic(), WIDTH), "");
        add(COUNT, "records of other nodes", Line.number(flows.ofPeers(), WIDTH), "");
        add(COUNT, "records refused", Line.number(flows.refused(), WIDTH), "");
    }

    private void tier(final TierState tier) {
        add("");
        add(
                "tier: %s; told to %d of %d, heard of %d",
                tier.isComplete() ? "complete" : "INCOMPLETE, give it no traffic",
                tier.connected(),
                tier.destinations(),
                tier.peers().size());
        tier.peers().forEach(this::peer);
    }

    private void peer(final TierState.PeerState peer) {
        add(
                "  %-20s %-12s %s records, %d messages lost, heard %s ago",
                peer.name().isEmpty() ? "(no name yet)" : peer.name(),
                peer.isComplete() ? "complete" : peer.isBelieved() ? "incomplete" : "unproven",
                Line.number(peer.records(), COUNT_WIDTH),
                peer.lost(),
                Line.age(Duration.ofMillis(peer.silentMs())));
    }

    private void add(final String format, final Object... values) {
        lines.add(Line.fit(WIDTH, format, values));
    }
}
