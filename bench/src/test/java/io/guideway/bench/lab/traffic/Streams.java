package io.guideway.bench.lab.traffic;

import io.guideway.packet.IpAddress;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/** A stream for tests that touch no port, and its frames one by one. */
final class Streams implements AutoCloseable {
    static final int FLOWS = 1000;
    static final int SIGNATURE = 0xBEEF;
    static final long STATION = 0x0200_0000_0002L;
    static final long OWN = 0x0200_0000_0001L;

    private static final int LONGEST = 2048;

    private final Flows flows;
    private final Stream stream;
    private final NativeBlock frame = new NativeBlock(LONGEST);

    Streams(final String size, final boolean ipv6) {
        this(size, ipv6, new TrafficLinks("none", 0, 0));
    }

    Streams(final String size, final boolean ipv6, final TrafficLinks links) {
        final Target target = new Target(STATION, OWN, IpAddress.parse(ipv6 ? "2001:2::1" : "198.18.0.1"), 443);
        flows = new Flows(FLOWS, ipv6, 1);
        stream = new Stream(flows, target, FrameSize.parse(size, ipv6, FrameSize.LONGEST), links, Generator.BURST);
        stream.sign(SIGNATURE);
    }

    Stream stream() {
        return stream;
    }

    /** The frame of one place in the stream, sent at that time in cycles, without its checksum. */
    byte[] frame(final long place, final long cycles) {
        final int length = TrafficLibrary.write(stream.address(), place, cycles, frame.address());
        return Mem.get(frame.address(), length);
    }

    @Override
    public void close() {
        stream.close();
        flows.close();
        frame.close();
    }
}
