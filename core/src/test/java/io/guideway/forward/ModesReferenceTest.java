package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.NEXT_HOP;
import static io.guideway.forward.Sites.NODE4;
import static io.guideway.forward.Sites.NODE6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Prefix;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any packet in any mode with any choice, in one segment or two, beside the slow reference. */
class ModesReferenceTest {
    @Property(tries = 2000)
    void whatLeavesIsWhatTheRfcsSay(@ForAll final long seed) {
        final Random random = new Random(seed);
        final boolean ipv4 = random.nextBoolean();
        final Mode mode = pick(random, Mode.values());
        final boolean overIpv4 = mode == Mode.L3DSR ? ipv4 : random.nextBoolean();
        final String backend = overIpv4 ? "10.0.1." + (1 + random.nextInt(250)) : "fd00:1::" + random.nextInt(9999);
        final Service service = service(random, mode, ipv4, backend);
        final FrameBuilder packet = packet(random, ipv4);
        try (Rig rig = new Rig(List.of(service), Sites::route)) {
            rig.receive(mbuf(rig, random, packet.frame()));
            final List<byte[]> sent = rig.burst();
            final byte[] leaving = SlowModes.leaving(
                    service,
                    packet.ip(),
                    IpAddress.parse(backend),
                    IpAddress.parse(overIpv4 ? NODE4 : NODE6),
                    Packet.hash(rig.worker.batch().packet(0)));
            assertEquals(1, sent.size(), () -> rig.verdict() + " of " + service);
            assertEquals(hex(frame(leaving)), hex(sent.getFirst()), service::toString);
        }
    }

    private static Service service(final Random random, final Mode mode, final boolean ipv4, final String backend) {
        final boolean isSpread = random.nextInt(3) == 0;
        final List<Prefix> sources = List.of(
                new Prefix(IpAddress.parse("10.128.0.0"), 9 + random.nextInt(24)),
                new Prefix(IpAddress.parse("fd00:5::"), 48 + random.nextInt(81)));
        final Outer outer = new Outer(
                1 + random.nextInt(255),
                pick(random, Outer.DontFragment.values()),
                random.nextBoolean() && mode != Mode.L3DSR ? Outer.COPIED : random.nextInt(64),
                pick(random, Outer.Ecn.values()),
                random.nextBoolean(),
                new Outer.Gue(1 + random.nextInt(65535), random.nextInt(2), random.nextBoolean()));
        return Sites.with(
                new Service(
                        "web",
                        IpAddress.parse(ipv4 ? VIP4 : VIP6),
                        Protocol.UDP,
                        80,
                        mode,
                        HashFields.FIVE_TUPLE,
                        7,
                        isSpread ? sources : List.of(),
                        backends(backend)),
                random.nextInt(4) == 0 && mode != Mode.L3DSR ? Outer.DEFAULT : outer);
    }

    private static FrameBuilder packet(final Random random, final boolean ipv4) {
        final byte[] payload = new byte[random.nextInt(1300)];
        random.nextBytes(payload);
        final FrameBuilder packet = FrameBuilder.packet(ipv4 ? CLIENT4 : CLIENT6, ipv4 ? VIP4 : VIP6)
                .trafficClass(random.nextInt(256))
                .ttl(2 + random.nextInt(254))
                .flags(random.nextBoolean() ? Ipv4.DONT_FRAGMENT : 0)
                .identification(random.nextInt(65536))
                .flowLabel(random.nextInt(1 << 20))
                .udp(1 + random.nextInt(65535), 80, payload, random.nextInt(4) > 0);
        return ipv4 ? packet.options(4 * random.nextInt(11)) : packet;
    }

    private static long mbuf(final Rig rig, final Random random, final byte[] frame) {
        final int headers = 14 + 60 + 8;
        return random.nextBoolean() || frame.length <= headers
                ? rig.pool.packet(frame)
                : rig.pool.packet(frame, headers + random.nextInt(frame.length - headers));
    }

    private static byte[] frame(final byte[] packet) {
        final int type = packet[0] >>> 4 == 4 ? 0x0800 : 0x86DD;
        return ByteBuffer.allocate(14 + packet.length)
                .putShort((short) (NEXT_HOP >>> 32))
                .putInt((int) NEXT_HOP)
                .putShort((short) (Rig.STATION >>> 32))
                .putInt((int) Rig.STATION)
                .putShort((short) type)
                .put(packet)
                .array();
    }

    private static <T> T pick(final Random random, final T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static String hex(final byte[] octets) {
        return HexFormat.ofDelimiter(" ").formatHex(octets);
    }
}
