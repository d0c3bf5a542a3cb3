package io.guideway.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.forward.Choice;
import io.guideway.forward.FlowMemory;
import io.guideway.forward.Rig;
import io.guideway.forward.Sites;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.FlowTracking;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Large datagrams of recorded flows, while slots move. */
class FragmentedFlowsTest {
    private static final int FLOWS = 300;
    private static final long MARK = 0x0200_0000_0000L;

    @Test
    void trackedFragmentsFollowTheRecordOfTheirFlow() {
        try (Generations generations =
                        new Generations(1, List.of(service(3)), FragmentedFlowsTest::route, System::nanoTime);
                FlowStore flows = new FlowStore(1, 1 << 16, FlowMemory.IDLE, new long[] {1, 2});
                Rig rig = new Rig(List.of(service(3)), FragmentedFlowsTest::route, flows.of(0))) {
            rig.worker.offer(generations.view());
            rig.worker.runOnce();
            generations.join(0, rig.worker, () -> false);
            final int[] backends = IntStream.range(0, FLOWS)
                    .map(flow -> backend(rig.walk(datagram(flow, 10).frame())))
                    .toArray();
            generations.adopt(2, List.of(service(4)));
            for (int flow = 0; flow < FLOWS; flow++) {
                final List<FrameBuilder> parts = datagram(flow, 4000).fragments(1440);
                assertTrue(rig.walk(parts.get(2).frame()).isEmpty());
                assertEquals(backends[flow], backend(rig.walk(parts.get(0).frame())));
                assertEquals(backends[flow], backend(rig.burst()));
                assertEquals(backends[flow], backend(rig.walk(parts.get(1).frame())));
            }
            assertEquals(FLOWS, rig.worker.counters().packets(Choice.RECORD), "one packet of each has ports");
            assertEquals(0, rig.worker.counters().backendPackets(3));
        }
    }

    private static FrameBuilder datagram(final int flow, final int length) {
        return FrameBuilder.packet("198.51.100.9", Sites.VIP4)
                .flags(0)
                .identification(flow)
                .udp(1024 + flow, 80, length);
    }

    /** Each backend has an Ethernet address of its own, by which a frame tells where it goes. */
    private static int backend(final List<byte[]> sent) {
        assertEquals(1, sent.size());
        return sent.getFirst()[5];
    }

    private static Route route(final Service service, final Backend backend) {
        return new Route(0, 1500, Rig.STATION, MARK | backend.address().low() & 0xFF, null);
    }

    private static Service service(final int backends) {
        return new Service(
                "media",
                IpAddress.parse(Sites.VIP4),
                Protocol.UDP,
                80,
                Mode.L2DSR,
                HashFields.FIVE_TUPLE,
                251,
                List.of(),
                IntStream.rangeClosed(1, backends)
                        .mapToObj(i -> new Backend(IpAddress.parse("10.0.0." + i), 1))
                        .toList(),
                new FlowTracking(FlowTracking.Scope.MOVED, 60, true),
                Sites.handling(FragmentPolicy.TRACK));
    }
}
