package io.guideway.forwarder;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.forward.Rig;
import io.guideway.forward.Sites;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Verdict;
import io.guideway.service.Generation;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final int OCTETS = 60;

    private final List<Service> services = List.of(
            service(VIP4, Protocol.TCP, Mode.L2DSR, backends("10.0.1.1", "10.0.1.2", "10.0.1.3")),
            service(VIP4, Protocol.UDP, Mode.IPIP, backends("10.0.1.2")),
            service("203.0.113.11", Protocol.UDP, Mode.IPIP, List.of()));

    @Test
    void countersAreSummedOverTheWorkers() {
        try (Rig one = new Rig(services, Sites::route);
                Rig other = new Rig(services, Sites::route);
                Generation generation = Generation.alone(9, services)) {
            for (int port = 1; port <= 30; port++) {
                one.walk(tcp(port));
                other.walk(tcp(port + 100));
                other.walk(udp(port, VIP4));
            }
            one.walk(udp(1, "203.0.113.11"));
            one.walk(Arrays.copyOf(tcp(1), 20));
            other.walk(Arrays.copyOf(tcp(1), 13));
            final Report report = Report.of(
                    generation,
                    List.of(
                            new Report.WorkerSource(4, one.worker.counters()),
                            new Report.WorkerSource(7, other.worker.counters())),
                    new DeviceCounts(List.of(), 8, 2));
            assertEquals(9, report.generation());
            assertEquals(
                    Map.of(
                            Verdict.FORWARDED, 90L,
                            Verdict.NO_BACKEND, 1L,
                            Verdict.IPV4_TRUNCATED, 1L,
                            Verdict.RUNT_FRAME, 1L),
                    report.verdicts().packets());
            assertEquals(93, report.verdicts().received());
            assertEquals(3, report.verdicts().dropped());
            assertServices(report.services());
            assertEquals(
                    List.of("4: 30 of 32", "7: 60 of 61"),
                    report.workers().stream()
                            .map(worker -> "%d: %d of %d"
                                    .formatted(
                                            worker.cpu(),
                                            worker.verdicts().of(Verdict.FORWARDED),
                                            worker.verdicts().received()))
                            .toList());
        }
    }

    private void assertServices(final List<Report.ServiceCount> counts) {
        assertEquals(services, counts.stream().map(Report.ServiceCount::service).toList());
        assertEquals(
                List.of(60L, 30L, 1L),
                counts.stream().map(Report.ServiceCount::packets).toList());
        assertEquals(60L * OCTETS, counts.get(0).octets());
        final List<Report.BackendCount> tcp = counts.get(0).backends();
        assertEquals(
                services.get(0).backends(),
                tcp.stream().map(Report.BackendCount::backend).toList());
        assertEquals(60, tcp.stream().mapToLong(Report.BackendCount::packets).sum());
        assertEquals(
                60L * OCTETS,
                tcp.stream().mapToLong(Report.BackendCount::octets).sum());
        assertEquals(
                List.of(new Report.BackendCount(services.get(1).backends().getFirst(), 30, 30 * OCTETS)),
                counts.get(1).backends());
        assertEquals(List.of(), counts.get(2).backends());
    }

    private static byte[] tcp(final int from) {
        return FrameBuilder.packet(CLIENT4, VIP4)
                .tcp(from, 80, OCTETS - 14 - 40)
                .frame();
    }

    private static byte[] udp(final int from, final String vip) {
        return FrameBuilder.packet(CLIENT4, vip).udp(from, 80, OCTETS - 14 - 28).frame();
    }
}
