package io.guideway.forward;

import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.flow.FlowHash;
import io.guideway.hash.SipHash;
import io.guideway.maglev.LookupTable;
import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.Generation;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random datagrams, cut at random points and shuffled with others: each fragment leaves once, as it came, to the backend that
 * docs/hash.md and docs/packets.md give its datagram. That is worked out slowly, from the whole datagram.
 */
class ShuffledFragmentsTest {
    private static final int FIRST_PORT = 80;
    private static final int PORTS = 3;
    private static final int DATAGRAMS = 12;
    private static final int MOST_PARTS = 5;
    private static final long FIRST_MAC = 0x0200_0000_0c00L;
    private static final List<Backend> BACKENDS = backends("10.0.1.1", "10.0.1.2", "10.0.1.3", "10.0.1.4", "10.0.1.5");
    private static final long K0 = 0x0706_0504_0302_0100L;
    private static final long K1 = 0x0f0e_0d0c_0b0a_0908L;

    /** Several services on one VIP and protocol: TCP by five-tuple or source, UDP by five-tuple or source port; one alone on the other VIP. */
    private static List<Service> services(final FragmentPolicy policy) {
        final List<Service> services = new ArrayList<>();
        for (int i = 0; i < PORTS; i++) {
            services.add(service(VIP4, Protocol.TCP, FIRST_PORT + i, HashFields.values()[i], policy));
            services.add(service(VIP4, Protocol.UDP, FIRST_PORT + i, HashFields.values()[i], policy));
        }
        services.add(service(VIP6, Protocol.TCP, FIRST_PORT, HashFields.FIVE_TUPLE, policy));
        services.add(service(VIP6, Protocol.UDP, FIRST_PORT, HashFields.SOURCE, policy));
        return services;
    }

    private static Service service(
            final String vip,
            final Protocol protocol,
            final int port,
            final HashFields hash,
            final FragmentPolicy policy) {
        final String name = "%s %s %d".formatted(vip, protocol, port);
        return new Service(name, IpAddress.parse(vip), protocol, port, Mode.L2DSR, hash, 251, List.of(), BACKENDS)
                .with(Sites.handling(policy));
    }

    /** Each backend has an Ethernet address of its own, by which a frame tells where it goes. */
    private static Route route(final Service service, final Backend backend) {
        return new Route(0, 9000, Rig.STATION, FIRST_MAC + BACKENDS.indexOf(backend), null);
    }

    @Property(tries = 60)
    void byThreeTuple(@ForAll final long seed) {
        check(new Random(seed), FragmentPolicy.THREE_TUPLE);
    }

    @Property(tries = 60)
    void tracked(@ForAll final long seed) {
        check(new Random(seed), FragmentPolicy.TRACK);
    }

    private static void check(final Random random, final FragmentPolicy policy) {
        final List<Service> services = services(policy);
        try (Rig rig = new Rig(services, ShuffledFragmentsTest::route);
                Generation generation = Generation.alone(1, services)) {
            for (int round = 0; round < 5; round++) {
                final Map<String, Long> expected = new HashMap<>();
                final List<byte[]> frames = new ArrayList<>();
                for (int i = 0; i < DATAGRAMS; i++) {
                    add(random, round * DATAGRAMS + i, policy, services, generation, frames, expected);
                }
                Collections.shuffle(frames, random);
                assertEquals(expected, sent(rig, frames, random));
                assertEquals(0, rig.pool.inUse());
            }
        }
    }

    private static void add(
            final Random random,
            final int identification,
            final FragmentPolicy policy,
            final List<Service> services,
            final Generation generation,
            final List<byte[]> frames,
            final Map<String, Long> expected) {
        final int index = random.nextInt(services.size());
        final Service service = services.get(index);
        final boolean ipv4 = service.vip().isIpv4();
        final IpAddress client = ipv4
                ? IpAddress.ipv4(0xC633_6400 | random.nextInt(256))
                : new IpAddress(0x2001_0db8_000c_0000L, random.nextLong());
        final FrameBuilder packet =
                FrameBuilder.packet(client, service.vip()).flags(0).identification(identification);
        final int port = random.nextInt(1 << 16);
        final int length = 8 * MOST_PARTS + random.nextInt(4000);
        final FrameBuilder datagram = service.protocol() == Protocol.TCP
                ? packet.tcp(port, service.port(), length)
                : packet.udp(port, service.port(), length);
        final int slot = FlowHash.slot(hash(service, client, port, policy), generation.tableSlots(index));
        final long mac = FIRST_MAC + LookupTable.backend(generation.tableAddress(index), slot);
        for (final byte[] frame : cut(random, datagram)) {
            frames.add(frame);
            expected.put(ip(frame), mac);
        }
    }

    /** docs/hash.md: the flow key, octet by octet; of fragments that go by three-tuple, there are no ports in it. */
    private static long hash(
            final Service service, final IpAddress client, final int port, final FragmentPolicy policy) {
        final ByteBuffer key = ByteBuffer.allocate(37).put(octets(client));
        final boolean whole = policy == FragmentPolicy.TRACK;
        if (service.hash() == HashFields.SOURCE_PORT && whole) {
            key.putShort((short) port);
        } else if (service.hash() != HashFields.SOURCE) {
            key.put(octets(service.vip()));
            if (whole) {
                key.putShort((short) port).putShort((short) service.port());
            }
            key.put((byte) service.protocol().number());
        }
        return SipHash.of(K0, K1, Arrays.copyOf(key.array(), key.position()));
    }

    private static byte[] octets(final IpAddress address) {
        return address.isIpv4()
                ? ByteBuffer.allocate(4).putInt(address.ipv4Bits()).array()
                : ByteBuffer.allocate(16)
                        .putLong(address.high())
                        .putLong(address.low())
                        .array();
    }

    /** Two fragments at the least; the first one is long enough for any transport header. */
    private static List<byte[]> cut(final Random random, final FrameBuilder datagram) {
        final int length = datagram.payloadLength();
        final int parts = 2 + random.nextInt(MOST_PARTS - 1);
        final int[] cuts = random.ints(parts - 1, 3, length / 8)
                .map(i -> i * 8)
                .sorted()
                .distinct()
                .toArray();
        final List<byte[]> frames = new ArrayList<>();
        int from = 0;
        for (final int to : cuts) {
            frames.add(datagram.cut(from, to).frame());
            from = to;
        }
        frames.add(datagram.cut(from, length).frame());
        return frames;
    }

    private static Map<String, Long> sent(final Rig rig, final List<byte[]> frames, final Random random) {
        final Map<String, Long> sent = new HashMap<>();
        for (int from = 0; from < frames.size(); ) {
            final int to = Math.min(frames.size(), from + 1 + random.nextInt(20));
            frames.subList(from, to).forEach(rig::receive);
            from = to;
            note(rig.burst(), sent);
        }
        for (List<byte[]> more = rig.burst(); !more.isEmpty(); more = rig.burst()) {
            note(more, sent);
        }
        return sent;
    }

    private static void note(final List<byte[]> frames, final Map<String, Long> sent) {
        for (final byte[] frame : frames) {
            final long mac = ByteBuffer.wrap(frame).getLong() >>> 16;
            assertEquals(null, sent.put(ip(frame), mac), "sent twice");
        }
    }

    private static String ip(final byte[] frame) {
        return HexFormat.of().formatHex(frame, Ethernet.HEADER, frame.length);
    }
}
