package io.guideway.bench.forward;

import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.Port;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Packets of as many flows as one likes, from a device that makes packets without content: {@code struct gwb_source}. Any
 * worker that polls the port receives them, in Java or in C. Outlives the port.
 */
final class PacketSource implements AutoCloseable {
    // struct gwb_source
    private static final int FRAME = 0;
    private static final int FRAME_SIZE = 64;
    private static final int FLOWS = 72;
    private static final int SERVICES = 76;
    private static final int HEADER_SUM = 80;
    private static final int IS_IPV6 = 84;
    private static final int IS_TCP = 96;
    private static final int FLOOD_SHARE = 100;
    private static final int FLOOD_SENDERS = 104;
    private static final int FLOOD_FLAGS = 108;
    private static final int SIZE = 112;

    /** What a share of a flood is out of. */
    static final int WHOLE = 256;

    private static final int UDP_HEADER = 8;
    private static final int UDP_CHECKSUM = 6;

    private final NativeBlock source = new NativeBlock(SIZE);

    /** UDP. */
    PacketSource(final Scenario scenario) {
        this(scenario, udp(scenario));
    }

    /** TCP over IPv4: flows that are established, and when {@link #flood} asks for it a flood between them. */
    PacketSource(final Scenario scenario, final FloodKind kind) {
        this(scenario, tcp(scenario));
        Mem.i32(source.address() + IS_TCP, 1);
        Mem.i32(source.address() + FLOOD_SENDERS, kind.senders());
        Mem.i32(source.address() + FLOOD_FLAGS, kind.flags());
    }

    /** @param frame with what C puts in left zero */
    private PacketSource(final Scenario scenario, final byte[] frame) {
        if (!scenario.ipv6()) {
            ByteBuffer.wrap(frame).putShort(Ethernet.HEADER + Ipv4.CHECKSUM, (short) 0);
        }
        Mem.put(source.address() + FRAME, Arrays.copyOf(frame, FRAME_SIZE));
        Mem.i32(source.address() + FLOWS, scenario.flows());
        Mem.i32(source.address() + SERVICES, scenario.services());
        Mem.i32(source.address() + HEADER_SUM, scenario.ipv6() ? 0 : ipv4Sum(frame));
        Mem.i32(source.address() + IS_IPV6, scenario.ipv6() ? 1 : 0);
    }

    /** UDP's checksum stays zero, since it would change with every flow. */
    private static byte[] udp(final Scenario scenario) {
        final int udp = Ethernet.HEADER + (scenario.ipv6() ? Ipv6.HEADER : Ipv4.HEADER);
        final IpAddress source = scenario.ipv6() ? new IpAddress(0x2001_0002_0001_0000L, 0) : IpAddress.ipv4(0);
        final byte[] frame = FrameBuilder.packet(source, scenario.vip(0))
                .udp(0, Scenario.PORT, scenario.frame() - udp - UDP_HEADER)
                .frame();
        ByteBuffer.wrap(frame).putShort(udp + UDP_CHECKSUM, (short) 0);
        return frame;
    }

    /** TCP's checksum stays that of flow 0. */
    private static byte[] tcp(final Scenario scenario) {
        return FrameBuilder.packet(IpAddress.ipv4(0), scenario.vip(0))
                .tcp(0, Scenario.PORT, scenario.frame() - Ethernet.HEADER - Ipv4.HEADER - Transport.TCP_HEADER)
                .frame();
    }

    /**
     * From now on so many of {@link #WHOLE} packets are of the flood; while nobody polls.
     *
     * @param share 0 to {@link #WHOLE}
     */
    void flood(final int share) {
        Mem.i32(source.address() + FLOOD_SHARE, share);
    }

    private static int ipv4Sum(final byte[] frame) {
        final ByteBuffer octets = ByteBuffer.wrap(frame);
        int sum = 0;
        for (int i = 0; i < Ipv4.HEADER; i += 2) {
            sum += octets.getShort(Ethernet.HEADER + i) & 0xFFFF;
        }
        return sum;
    }

    /**
     * From now on receive queue 0 of {@code port} gets these packets.
     *
     * @throws IllegalStateException if DPDK takes no callback there
     */
    void attach(final Port port) {
        final int result = BenchLibrary.attachSource(port.id(), 0, source.address());
        if (result < 0) {
            throw new IllegalStateException(
                    "port %d takes no source of packets (errno %d); use a DPDK built with RTE_ETHDEV_RXTX_CALLBACKS"
                            .formatted(port.id(), -result));
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
