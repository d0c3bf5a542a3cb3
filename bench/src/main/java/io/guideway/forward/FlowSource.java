package io.guideway.forward;

import io.guideway.bench.GuidewayBenchmark;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Service;
import java.util.List;
import java.util.Random;

/**
 * Stands in for a receiving device: writes one frame after the other into mbufs, each of another flow, round and round. The
 * frames are the shortest that Ethernet knows, UDP without data: 60 octets over IPv4, 62 over IPv6. Sources and services are
 * random. So the number of flows is free of the number of mbufs, as it is behind a device.
 */
final class FlowSource implements AutoCloseable {
    /** Octets of data room that an mbuf needs: a frame, rounded up to words. */
    static final int DATA_ROOM = 64;

    private static final int SHORTEST_FRAME = 60;
    private static final int HEADERS = 14 + 20 + 8;

    private final Random random = new Random(GuidewayBenchmark.SEED);
    private final NativeBlock frames;
    private final int[] lengths;
    private int next;

    /** @param flows how many; with fewer services than flows every service has some */
    FlowSource(final List<Service> services, final int flows) {
        frames = new NativeBlock((long) flows * DATA_ROOM);
        lengths = new int[flows];
        for (int i = 0; i < flows; i++) {
            final byte[] frame = frame(services.get(random.nextInt(services.size())));
            Mem.put(at(i), frame);
            lengths[i] = frame.length;
        }
    }

    private byte[] frame(final Service service) {
        final boolean ipv4 = service.vip().isIpv4();
        final FrameBuilder packet = FrameBuilder.packet(ipv4 ? source4() : source6(), service.vip())
                .udp(random.nextInt(1024, 65536), service.port(), 0);
        return ipv4 ? packet.padding(SHORTEST_FRAME - HEADERS).frame() : packet.frame();
    }

    private IpAddress source4() {
        return IpAddress.ipv4(0xC613_0000 | random.nextInt(1 << 16));
    }

    private IpAddress source6() {
        return new IpAddress(0x2001_0002_0001_0000L, random.nextLong());
    }

    /** Writes the frames of the next flows into the {@code count} mbufs whose pointers stand at {@code mbufs}. */
    void fill(final long mbufs, final int count) {
        for (int i = 0; i < count; i++) {
            final long mbuf = Mem.i64(mbufs + 8L * i);
            Mbuf.place(mbuf, Mbuf.HEADROOM, lengths[next]);
            copy(at(next), Mbuf.data(mbuf));
            next = next + 1 < lengths.length ? next + 1 : 0;
        }
    }

    private static void copy(final long from, final long to) {
        for (int octet = 0; octet < DATA_ROOM; octet += 8) {
            Mem.i64(to + octet, Mem.i64(from + octet));
        }
    }

    private long at(final int flow) {
        return frames.address() + (long) flow * DATA_ROOM;
    }

    @Override
    public void close() {
        frames.close();
    }
}
