package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;

import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;

/** One well-formed frame of each shape that the packet path knows, and services that take all of them. */
public final class SampleFrames {
    /** TCP and UDP on both VIPs, all modes and pairs of families. */
    public static final List<Service> SERVICES = List.of(
            service(VIP4, Protocol.TCP, Mode.L2DSR, backends("10.0.1.1", "10.0.1.2")),
            service(VIP4, Protocol.UDP, Mode.IPIP, backends("10.0.1.1", "fd00:1::1")),
            service(VIP6, Protocol.TCP, Mode.IPIP, backends("10.0.1.1", "fd00:1::1")),
            service(VIP6, Protocol.UDP, Mode.L2DSR, backends("fd00:1::1")));

    private SampleFrames() {}

    public static List<byte[]> all() {
        return List.of(
                tcp4(0).frame(),
                tcp4(32).frame(),
                tcp4(5).options(12).trafficClass(0xFF).frame(),
                tcp4(1).tag(Ethernet.TYPE_VLAN, 7).frame(),
                udp4(0).padding(18).frame(),
                udp4(17).flags(0).frame(),
                udp4(3).tag(Ethernet.TYPE_SERVICE_VLAN, 7)
                        .tag(Ethernet.TYPE_VLAN, 9)
                        .frame(),
                tcp6(0).frame(),
                tcp6(9).extension(0, 8).extension(43, 24).frame(),
                tcp6(2).tag(Ethernet.TYPE_VLAN, 7).frame(),
                udp6(0).frame(),
                udp6(40).fragment(0, false).extension(60, 16).frame());
    }

    private static FrameBuilder tcp4(final int payload) {
        return FrameBuilder.packet(CLIENT4, VIP4).tcp(50000, 80, payload);
    }

    private static FrameBuilder udp4(final int payload) {
        return FrameBuilder.packet(CLIENT4, VIP4).udp(50000, 80, payload);
    }

    private static FrameBuilder tcp6(final int payload) {
        return FrameBuilder.packet(CLIENT6, VIP6).tcp(50000, 80, payload);
    }

    private static FrameBuilder udp6(final int payload) {
        return FrameBuilder.packet(CLIENT6, VIP6).udp(50000, 80, payload);
    }
}
