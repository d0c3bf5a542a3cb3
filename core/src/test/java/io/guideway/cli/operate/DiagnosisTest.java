package io.guideway.cli.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.DroppedPackets;
import io.guideway.controller.operate.ForwarderStatus;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.service.Ports;
import io.guideway.wire.Drops;
import io.guideway.wire.FlowCounts;
import io.guideway.wire.Octets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each silent failure has its name, and a node that forwards has none. */
class DiagnosisTest {
    private static final String VIP = "203.0.113.10";
    private static final String CLIENT = "192.0.2.1";
    private static final NodeStatus FRESH = node(0, Map.of());

    private static NodeStatus node(final long received, final Map<String, Long> verdicts) {
        return node(received, verdicts, true, 1);
    }

    private static NodeStatus node(
            final long received, final Map<String, Long> verdicts, final boolean isConnected, final int effective) {
        final BackendStatus backend = new BackendStatus(
                IpAddress.parse("10.0.1.1"), AdminState.ENABLED, "up", "", Optional.empty(), 1, effective, 0, 0);
        final ServiceStatus service =
                new ServiceStatus("web", VIP, "tcp", Ports.of(80), "ipip", 65537, true, "", 0, 0, List.of(backend));
        return new NodeStatus(
                "lb-1",
                "1",
                Instant.EPOCH,
                0,
                new ForwarderStatus(isConnected, 1, "", true, ""),
                List.of(service),
                received,
                verdicts,
                List.of(),
                FlowCounts.NONE,
                Optional.empty());
    }

    private static DroppedPackets dropped(final Verdict verdict, final byte[] frame) {
        return DroppedPackets.of(
                new Drops(0, List.of(new Drops.Drop(verdict, 1, 1, frame.length, new Octets(frame)))), any -> 0);
    }

    /** The name of the only finding. */
    private static String only(final NodeStatus before, final NodeStatus after, final DroppedPackets drops) {
        final List<Finding> findings = Diagnosis.of(before, after, drops);
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(!findings.getFirst().mend().isEmpty());
        return findings.getFirst().name();
    }

    private static NodeStatus after(final Verdict verdict) {
        return node(10, Map.of(verdict.text(), 10L));
    }

    private static final byte[] REQUEST =
            FrameBuilder.packet(CLIENT, VIP).tcp(4000, 80, 0).frame();

    @Test
    void aNodeThatForwardsHasNothing() {
        final NodeStatus busy = node(100, Map.of("forwarded", 90L, "not-ours", 5L, "other-mac", 5L));
        assertEquals(
                List.of(),
                Diagnosis.of(
                        FRESH,
                        busy,
                        dropped(
                                Verdict.NOT_OURS,
                                FrameBuilder.packet(CLIENT, "10.0.0.2")
                                        .tcp(1, 22, 0)
                                        .frame())));
    }

    @Test
    void eachFailureHasItsName() {
        final DroppedPackets none = new DroppedPackets(List.of());
        assertEquals("no forwarder", only(FRESH, node(0, Map.of(), false, 1), none));
        assertEquals("no packets arrive", only(FRESH, FRESH, none));
        assertEquals(
                "wrong destination MAC", only(FRESH, after(Verdict.OTHER_MAC), dropped(Verdict.OTHER_MAC, REQUEST)));
        assertEquals("backend unresolved", only(FRESH, after(Verdict.NO_NEIGHBOUR), none));
        assertEquals("VIP without this port", only(FRESH, after(Verdict.NO_SERVICE), none));
        assertEquals("VIP not classified", only(FRESH, after(Verdict.NOT_OURS), none));
        assertEquals("packets too long for the outer header", only(FRESH, after(Verdict.TOO_BIG), none));
        assertEquals("service without backends", only(FRESH, node(10, Map.of("forwarded", 10L), true, 0), none));
    }

    @Test
    void aStrayRequestForAVipCountsAlsoWhileOthersAreForwarded() {
        final NodeStatus busy = node(100, Map.of("forwarded", 90L, "other-mac", 10L));
        assertEquals("wrong destination MAC", only(FRESH, busy, dropped(Verdict.OTHER_MAC, REQUEST)));
    }

    @Test
    void whatABackendAnswersIsKnownByItsSource() {
        final byte[] reply = FrameBuilder.packet(VIP, CLIENT).tcp(80, 4000, 0).frame();
        assertEquals(
                "replies come back although DSR",
                only(FRESH, after(Verdict.NOT_OURS), dropped(Verdict.NOT_OURS, reply)));
    }

    @Test
    void aChecksumThatADeviceShouldHaveFilledInIsSeen() {
        final byte[] frame = FrameBuilder.packet(CLIENT, VIP).tcp(4000, 81, 4).frame();
        final int sum = 0xC000 + 0x0201 + 0xCB00 + 0x710A + 6 + 24;
        ByteBuffer.wrap(frame).putShort(50, (short) ((sum & 0xFFFF) + (sum >>> 16)));
        final List<Finding> findings =
                Diagnosis.of(FRESH, after(Verdict.NO_SERVICE), dropped(Verdict.NO_SERVICE, frame));
        assertEquals(
                List.of("VIP without this port", "checksums left to a device"),
                findings.stream().map(Finding::name).toList());
        assertTrue(findings.getFirst().found().contains("TCP 4000 > 81"), findings::toString);
    }

    @Test
    void whatWasBeforeTheWatchIsForgivenWhilePacketsCome() {
        final NodeStatus before = node(10, Map.of("no-neighbour", 10L));
        final NodeStatus now = node(20, Map.of("no-neighbour", 10L, "forwarded", 10L));
        assertEquals(List.of(), Diagnosis.of(before, now, new DroppedPackets(List.of())));
    }
}
