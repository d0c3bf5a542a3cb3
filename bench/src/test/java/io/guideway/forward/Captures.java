package io.guideway.forward;

import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;

import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Frames that try every turn of the packet path, and services for them: all modes, families, hash fields, and no way out. */
final class Captures {
    private static final String UNRESOLVED = "10.0.1.99";
    private static final int FIRST_PORT = 80;
    private static final int NO_SERVICE_PORT = 84;

    private static final List<Backend> BOTH = backends("10.0.1.1", "fd00:1::1", "10.0.1.2", "fd00:1::2");
    private static final List<Backend> DRAINED = List.of(new Backend(IpAddress.parse("10.0.1.3"), 0));

    static final List<Service> SERVICES = List.of(
            service(VIP4, Protocol.TCP, 80, Mode.L2DSR, HashFields.FIVE_TUPLE, BOTH),
            service(VIP4, Protocol.UDP, 80, Mode.IPIP, HashFields.FIVE_TUPLE, BOTH),
            service(VIP6, Protocol.TCP, 80, Mode.IPIP, HashFields.FIVE_TUPLE, BOTH),
            service(VIP6, Protocol.UDP, 80, Mode.L2DSR, HashFields.FIVE_TUPLE, BOTH),
            service(VIP4, Protocol.TCP, 81, Mode.IPIP, HashFields.SOURCE, BOTH),
            service(VIP4, Protocol.UDP, 81, Mode.IPIP, HashFields.SOURCE_PORT, BOTH),
            service(VIP6, Protocol.TCP, 81, Mode.IPIP, HashFields.SOURCE, BOTH),
            service(VIP6, Protocol.UDP, 81, Mode.IPIP, HashFields.SOURCE_PORT, BOTH),
            service(VIP4, Protocol.TCP, 82, Mode.L2DSR, HashFields.FIVE_TUPLE, DRAINED),
            service(VIP6, Protocol.UDP, 82, Mode.IPIP, HashFields.FIVE_TUPLE, backends(UNRESOLVED)),
            service(VIP4, Protocol.UDP, 83, Mode.IPIP, HashFields.FIVE_TUPLE, backends("10.0.1.1")));

    /** So many that C asks memory ahead for them. */
    private static final int MANY = 200;

    private final Random random;

    Captures(final Random random) {
        this.random = random;
    }

    private static Service service(
            final String vip,
            final Protocol protocol,
            final int port,
            final Mode mode,
            final HashFields hash,
            final List<Backend> backends) {
        final String name = "%s-%s-%d".formatted(vip, protocol, port);
        return new Service(name, IpAddress.parse(vip), protocol, port, mode, hash, 251, List.of(), backends);
    }

    /** The same, and behind them many that no frame is for. */
    static List<Service> manyServices() {
        final Stream<Service> others = IntStream.range(0, MANY)
                .mapToObj(i -> service("192.0.2." + i, Protocol.TCP, 80, Mode.L2DSR, HashFields.FIVE_TUPLE, DRAINED));
        return Stream.concat(SERVICES.stream(), others).toList();
    }

    static Route route(final Service service, final Backend backend) {
        final Route route = Sites.route(service, backend);
        final boolean unresolved = backend.address().equals(IpAddress.parse(UNRESOLVED));
        return unresolved
                ? new Route(route.port(), route.mtu(), route.stationMac(), Route.UNRESOLVED, route.outerSource())
                : route;
    }

    /** All of them: well-formed, cut, and changed, but for fragments, which C drops at once. */
    List<byte[]> frames() {
        final List<byte[]> frames = new ArrayList<>();
        addCuts(frames);
        addStrangeSources(frames);
        final RandomFrames damaged = new RandomFrames(random);
        for (int i = 0; i < 20_000; i++) {
            final byte[] frame = wellFormed();
            frames.add(frame);
            frames.add(changed(frame));
            frames.add(damaged.next());
        }
        frames.removeIf(frame -> {
            final SlowParser parser = new SlowParser(frame, frame.length);
            parser.verdict(Worker.Inlet.ANY_STATION);
            return parser.fragment;
        });
        return frames;
    }

    private static void addStrangeSources(final List<byte[]> frames) {
        for (final String source : List.of("0.1.2.3", "127.0.0.1", "224.0.0.1", "255.255.255.255", VIP4, "128.0.0.1")) {
            frames.add(FrameBuilder.packet(source, VIP4).tcp(1, 80, 0).frame());
        }
        for (final String source : List.of("::", "::1", "::2", "ff02::1", VIP6, "2001:db8:1::10")) {
            frames.add(FrameBuilder.packet(source, VIP6).tcp(1, 80, 0).frame());
        }
    }

    private static void addCuts(final List<byte[]> frames) {
        for (final byte[] frame : SampleFrames.all()) {
            for (int length = 0; length <= frame.length; length++) {
                frames.add(Arrays.copyOf(frame, length));
            }
        }
    }

    private byte[] wellFormed() {
        final boolean ipv4 = random.nextBoolean();
        final FrameBuilder packet =
                ipv4 ? FrameBuilder.packet(client4(), IpAddress.parse(VIP4)) : FrameBuilder.packet(client6(), vip6());
        packet.trafficClass(random.nextInt(256)).ttl(1 + random.nextInt(255)).padding(padding());
        packet.flags(random.nextBoolean() ? Ipv4.DONT_FRAGMENT : 0).identification(random.nextInt(1 << 16));
        for (int tags = oneIn(4) ? 1 + random.nextInt(2) : 0; tags > 0; tags--) {
            packet.tag(random.nextBoolean() ? Ethernet.TYPE_VLAN : Ethernet.TYPE_SERVICE_VLAN, random.nextInt(4096));
        }
        if (oneIn(4) && ipv4) {
            packet.options(4 * random.nextInt(11));
        } else if (oneIn(4)) {
            packet.extension(0, 8 * (1 + random.nextInt(3))).fragment(0, false);
        }
        final int from = random.nextInt(1 << 16);
        final int to = random.nextInt(FIRST_PORT, NO_SERVICE_PORT + 1);
        return (random.nextBoolean() ? packet.tcp(from, to, payload()) : packet.udp(from, to, payload())).frame();
    }

    private IpAddress client4() {
        return IpAddress.ipv4(0xC633_6400 | random.nextInt(256));
    }

    private IpAddress client6() {
        return new IpAddress(0x2001_0db8_000c_0000L, random.nextLong());
    }

    /** Now and then an address that is not ours. */
    private IpAddress vip6() {
        return oneIn(50) ? client6() : IpAddress.parse(VIP6);
    }

    /** Short as a rule, longer than a segment at times, and never so long that Java would answer or cut the packet. */
    private int payload() {
        return oneIn(16) ? random.nextInt(1300) : random.nextInt(40);
    }

    /** At times with more than the MTU allows. */
    private int padding() {
        return oneIn(50) ? 1500 : oneIn(4) ? random.nextInt(40) : 0;
    }

    private byte[] changed(final byte[] frame) {
        final byte[] changed = oneIn(3) ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame.clone();
        if (changed.length > 0) {
            changed[random.nextInt(Math.min(changed.length, 80))] = (byte) random.nextInt();
        }
        return changed;
    }

    private boolean oneIn(final int times) {
        return random.nextInt(times) == 0;
    }
}
