package io.guideway.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.Checksum;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Outer headers beside headers that are built octet by octet. */
class IpIpTest {
    @Property
    void anOuterIpv4HeaderIsRightInEveryOctet(
            @ForAll final int source,
            @ForAll final int destination,
            @ForAll final boolean ipv4Inside,
            @ForAll @IntRange(max = 255) final int trafficClass,
            @ForAll @IntRange(min = 20, max = 65515) final int length,
            @ForAll final boolean dontFragment,
            @ForAll @IntRange(max = 65535) final int identification) {
        final IpAddress from = IpAddress.ipv4(source);
        final IpAddress to = IpAddress.ipv4(destination);
        final int flags = dontFragment ? Ipv4.DONT_FRAGMENT : 0;
        try (BackendTable table = table(ipv4Inside, to, from);
                NativeBlock header = new NativeBlock(Ipv4.HEADER)) {
            IpIp.writeIpv4(header.address(), table.record(0), length, trafficClass, flags, identification);
            final byte[] expected = FrameBuilder.packet(from, to)
                    .trafficClass(trafficClass)
                    .identification(identification)
                    .flags(flags)
                    .payload(ipv4Inside ? Ipv4.PROTOCOL : Ipv6.PROTOCOL, new byte[length])
                    .ip();
            assertArrayEquals(Arrays.copyOf(expected, Ipv4.HEADER), Mem.get(header.address(), Ipv4.HEADER));
            assertEquals(0xFFFF, Checksum.fold(Checksum.sum(header.address(), Ipv4.HEADER)));
        }
    }

    @Property
    void anOuterIpv6HeaderIsRightInEveryOctet(
            @ForAll final long high,
            @ForAll final long low,
            @ForAll final boolean ipv4Inside,
            @ForAll @IntRange(max = 255) final int trafficClass,
            @ForAll @IntRange(min = 20, max = 65535) final int length,
            @ForAll final long flow) {
        final IpAddress from = new IpAddress(high | 1, low);
        final IpAddress to = new IpAddress(~high | 1, ~low);
        try (BackendTable table = table(ipv4Inside, to, from);
                NativeBlock header = new NativeBlock(Ipv6.HEADER)) {
            IpIp.writeIpv6(header.address(), table.record(0), length, trafficClass, flow);
            final ByteBuffer expected = ByteBuffer.allocate(Ipv6.HEADER)
                    .putInt(6 << 28 | trafficClass << 20 | (flow >>> 44 == 0 ? 1 : (int) (flow >>> 44)))
                    .putShort((short) length)
                    .put((byte) (ipv4Inside ? Ipv4.PROTOCOL : Ipv6.PROTOCOL))
                    .put((byte) 64)
                    .putLong(from.high())
                    .putLong(from.low())
                    .putLong(to.high())
                    .putLong(to.low());
            assertArrayEquals(expected.array(), Mem.get(header.address(), Ipv6.HEADER));
        }
    }

    private static BackendTable table(final boolean ipv4Inside, final IpAddress backend, final IpAddress source) {
        final IpAddress vip = IpAddress.parse(ipv4Inside ? "203.0.113.10" : "2001:db8::10");
        final Service service = new Service(
                "web",
                vip,
                Protocol.TCP,
                80,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                7,
                List.of(),
                List.of(new Backend(backend, 1)));
        return new BackendTable(List.of(service), (s, b) -> new Route(0, 65535, 1, 2, source));
    }
}
