package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IcmpBuilder;
import io.guideway.service.Handling;
import io.guideway.service.Mode;
import io.guideway.service.Oversize;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;

/** One frame of each shape that leaves the hot path: ICMP of all kinds, and what is too long. */
public final class RareFrames {
    /** TCP and UDP on both VIPs; TCP with bounded segments. */
    public static final List<Service> SERVICES = List.of(
            clamped(service(VIP4, Protocol.TCP, Mode.L2DSR, backends("10.0.1.1", "10.0.1.2"))),
            service(VIP4, Protocol.UDP, Mode.IPIP, backends("10.0.1.1")),
            clamped(service(VIP6, Protocol.TCP, Mode.IPIP, backends("10.0.1.1", "fd00:1::1"))),
            service(VIP6, Protocol.UDP, Mode.IPIP, backends("fd00:1::1")));

    private static final byte[] MSS = {1, 2, 4, 0x23, 0x28, 1, 1, 1};

    private RareFrames() {}

    public static List<byte[]> all() {
        return List.of(
                FrameBuilder.packet(CLIENT4, VIP4).tcp(50000, 80, 0x02, MSS).frame(),
                FrameBuilder.packet(CLIENT6, VIP6).tcp(50000, 80, 0x02, MSS).frame(),
                IcmpBuilder.packet(CLIENT4, VIP4, 8, 0, 1, new byte[56]).frame(),
                IcmpBuilder.packet(CLIENT4, VIP4, 8, 0, 1, new byte[7])
                        .options(8)
                        .frame(),
                IcmpBuilder.packet(CLIENT6, VIP6, 128, 0, 1, new byte[56]).frame(),
                IcmpBuilder.packet(CLIENT6, VIP6, 128, 0, 1, new byte[5])
                        .extension(0, 8)
                        .frame(),
                IcmpBuilder.packet(CLIENT4, VIP4, 13, 0, 1, new byte[12]).frame(),
                IcmpBuilder.packet("198.51.100.1", VIP4, 3, 4, 1400, answer4()).frame(),
                IcmpBuilder.packet("2001:db8:e::1", VIP6, 2, 0, 1400, answer6())
                        .extension(60, 16)
                        .frame(),
                IcmpBuilder.packet("198.51.100.1", VIP4, 11, 0, 0, new byte[20]).frame(),
                FrameBuilder.packet(CLIENT4, VIP4).tcp(50000, 80, 1481).frame(),
                FrameBuilder.packet(CLIENT4, VIP4).udp(50000, 80, 1460).frame(),
                FrameBuilder.packet(CLIENT4, VIP4).udp(50000, 80, 1460).flags(0).frame(),
                FrameBuilder.packet(CLIENT4, VIP4).tcp(50000, 80, 1480).flags(0).frame(),
                FrameBuilder.packet(CLIENT6, VIP6).udp(50000, 80, 1450).frame());
    }

    private static byte[] answer4() {
        return IcmpBuilder.first(
                28, FrameBuilder.packet(VIP4, CLIENT4).udp(80, 50000, 100).ip());
    }

    private static byte[] answer6() {
        return FrameBuilder.packet(VIP6, CLIENT6)
                .extension(60, 8)
                .tcp(80, 50000, 100)
                .ip();
    }

    private static Service clamped(final Service service) {
        final Handling unsaid = Handling.DEFAULT;
        final Oversize oversize = new Oversize(true, Oversize.FITTING_MSS);
        return service.with(new Handling(unsaid.outer(), unsaid.fragments(), oversize, unsaid.quic()));
    }
}
