package io.guideway.wire;

import io.guideway.packet.CaptureFilter;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.packet.Verdict;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.Endpoint;
import io.guideway.service.FlowTracking;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Oversize;
import io.guideway.service.Ports;
import io.guideway.service.Protocol;
import io.guideway.service.QuicConfig;
import io.guideway.service.QuicKey;
import io.guideway.service.QuicRouting;
import io.guideway.service.ServerId;
import io.guideway.service.Service;
import io.guideway.stats.TimeBuckets;
import io.guideway.stats.TimeCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Messages of every kind, with values from all over their ranges, empty lists and names in any script. */
final class RandomMessages {
    private static final int FIRST_SURROGATE = 0xD800;
    private static final int LAST_SURROGATE = 0xDFFF;

    private final RandomGenerator random;

    RandomMessages(final RandomGenerator random) {
        this.random = random;
    }

    Message next() {
        return random.nextBoolean() ? command() : answer();
    }

    Command command() {
        return switch (random.nextInt(8)) {
            case 6 -> askCapture();
            case 5 -> new AskDrops(random.nextLong());
            case 4 -> new Explain(random.nextLong(), random.nextInt(0x10000), random.nextBoolean(), octets());
            case 0 -> new Hello(1 + random.nextInt(0xFFFF), random.nextLong(), name());
            case 1 -> new Ping(random.nextLong());
            case 2 -> NewGeneration.whole(positive(), services());
            case 3 -> NewGeneration.whole(positive(), services()).preparation();
            default -> NewGeneration.change(positive(), services(), positive(), services());
        };
    }

    Answer answer() {
        return switch (random.nextInt(8)) {
            case 6 -> captureState();
            case 4 -> explained();
            case 5 -> drops();
            case 0 -> new HelloAnswer(random.nextInt(0x10000), random.nextLong(), natural(), digest(), natural());
            case 1 -> new Adopted(positive(), digest(), natural());
            case 2 -> new Refused(natural(), random.nextInt(0x10000), pick(Refused.Cause.values()), name());
            case 3 ->
                counters(
                        random.nextInt(20),
                        random.nextInt(50),
                        random.nextBoolean() ? Optional.empty() : Optional.of(tier()));
            default -> new Pong(random.nextLong());
        };
    }

    private Explained explained() {
        return new Explained(
                random.nextLong(),
                natural(),
                pick(Verdict.values()),
                Optional.of(name()).filter(name -> !name.isEmpty() && random.nextBoolean()),
                random.nextBoolean() ? Optional.empty() : Optional.of(selection()),
                random.nextBoolean() ? Explained.Tracked.NOTHING : tracked(),
                Stream.generate(() -> new Explained.Departure(random.nextInt(0x10000), octets()))
                        .limit(random.nextInt(4))
                        .toList(),
                random.nextBoolean() ? "" : name());
    }

    private AskCapture askCapture() {
        return new AskCapture(
                random.nextLong(),
                pick(AskCapture.Action.values()),
                random.nextBoolean()
                        ? AskCapture.Order.NONE
                        : new AskCapture.Order(
                                filter(),
                                name(),
                                random.nextInt() >>> 1,
                                random.nextInt() >>> 1,
                                random.nextInt() >>> 1));
    }

    private CaptureFilter filter() {
        return new CaptureFilter(
                Optional.of(name()).filter(name -> !name.isEmpty() && random.nextBoolean()),
                random.nextBoolean() ? Optional.empty() : Optional.of(address()),
                random.nextBoolean() ? Optional.empty() : Optional.of(pick(Verdict.values())),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(0x100)),
                end(),
                end());
    }

    private CaptureFilter.End end() {
        return new CaptureFilter.End(
                random.nextBoolean() ? Optional.empty() : Optional.of(address()),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(0x10000)));
    }

    private CaptureState captureState() {
        return new CaptureState(
                random.nextLong(),
                pick(CaptureState.Progress.values()),
                name(),
                random.nextLong(),
                random.nextLong(),
                name(),
                name());
    }

    private Drops drops() {
        return new Drops(
                random.nextLong(),
                Stream.generate(() -> new Drops.Drop(
                                pick(Verdict.values()),
                                natural(),
                                random.nextInt(4096),
                                random.nextInt(0x10000),
                                octets()))
                        .limit(random.nextInt(10))
                        .toList());
    }

    private Explained.Selection selection() {
        final int slots = 1 + random.nextInt(Integer.MAX_VALUE);
        return new Explained.Selection(random.nextLong(), random.nextInt(slots), slots, address(), address());
    }

    private Explained.Tracked tracked() {
        return new Explained.Tracked(
                pick(Explained.Movement.values()),
                random.nextBoolean() ? Optional.empty() : Optional.of(address()),
                pick(Explained.Way.values()),
                pick(Explained.Recorded.values()),
                random.nextInt(4096) - 1);
    }

    private Octets octets() {
        final byte[] octets = new byte[random.nextBoolean() ? random.nextInt(100) : random.nextInt(20_000)];
        random.nextBytes(octets);
        return new Octets(octets);
    }

    /** Of a node by itself. */
    Counters counters(final int services, final int backends) {
        return counters(services, backends, Optional.empty());
    }

    private Counters counters(final int services, final int backends, final Optional<TierState> tier) {
        return new Counters(
                natural(),
                random.nextLong(),
                longs(Verdict.count()),
                longs(2 * services),
                longs(2 * backends),
                Stream.generate(this::worker).limit(random.nextInt(4)).toList(),
                random.nextBoolean() ? FlowCounts.NONE : flows(),
                tier);
    }

    private FlowCounts flows() {
        return new FlowCounts(
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong());
    }

    private TierState tier() {
        return new TierState(
                random.nextBoolean(),
                random.nextInt(64),
                random.nextInt(64),
                random.nextLong(),
                random.nextLong(),
                Stream.generate(this::peer).limit(random.nextInt(4)).toList());
    }

    private TierState.PeerState peer() {
        return new TierState.PeerState(
                random.nextBoolean() ? "" : name(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong());
    }

    private WorkerCounts worker() {
        return new WorkerCounts(
                random.nextInt(4096), random.nextLong(), random.nextLong(), random.nextLong(), times(), times());
    }

    private TimeCounts times() {
        final TimeCounts times = new TimeCounts();
        random.ints(random.nextInt(100), 0, TimeBuckets.COUNT)
                .distinct()
                .sorted()
                .forEach(bucket -> times.append(bucket, random.nextLong() >>> 8 + random.nextInt(50)));
        return times;
    }

    ServiceSet services() {
        return services(random.nextInt(6), random.nextInt(7));
    }

    /** So many services with up to so many backends each. */
    ServiceSet services(final int count, final int backends) {
        final Set<String> names = new HashSet<>();
        while (names.size() < count) {
            names.add(name());
        }
        final List<Service> services = new ArrayList<>();
        final IntStream ports = IntStream.range(1, 65536).limit(Math.max(1, count));
        final var port = ports.iterator();
        for (final String name : names) {
            services.add(service(name, port.nextInt(), backends));
        }
        return ServiceSet.of(services);
    }

    private Service service(final String name, final int port, final int backends) {
        final List<Backend> some = random.longs(backends)
                .distinct()
                .mapToObj(bits -> new Backend(
                        random.nextBoolean() ? new IpAddress(bits, 1) : IpAddress.ipv4((int) bits),
                        random.nextInt(8) == 0 ? 0 : random.nextInt(Integer.MAX_VALUE),
                        random.nextBoolean()))
                .toList();
        return new Service(
                name,
                endpoint(port),
                pick(Mode.values()),
                pick(HashFields.values()),
                1 + random.nextInt(Integer.MAX_VALUE),
                switch (random.nextInt(4)) {
                    case 0 -> List.of(prefix(ipv4()));
                    case 1 -> List.of(prefix(ipv6()));
                    case 2 -> List.of(prefix(ipv6()), prefix(ipv4()));
                    default -> List.of();
                },
                some,
                clients(some),
                new FlowTracking(
                        pick(FlowTracking.Scope.values()), random.nextInt(Integer.MAX_VALUE), random.nextBoolean()),
                new Handling(
                        outer(),
                        pick(FragmentPolicy.values()),
                        new Oversize(random.nextBoolean(), random.nextInt(1 << 16)),
                        random.nextInt(3) == 0 ? Optional.of(quic()) : Optional.empty()));
    }

    /** Distinct as the port is, or as addresses among so many are. */
    private Endpoint endpoint(final int port) {
        if (random.nextBoolean()) {
            return new Endpoint(
                    prefix(), pick(Protocol.values()), new Ports(port, port + random.nextInt(65536 - port)));
        }
        final IpAddress address = address();
        final Ports ports = switch (random.nextInt(8)) {
            case 0 -> Ports.of(65535);
            case 1 -> Ports.ALL;
            default -> Ports.of(port);
        };
        return new Endpoint(new Prefix(address, address.width()), pick(Protocol.values()), ports);
    }

    private Prefix prefix() {
        final IpAddress address = address();
        final int length = random.nextBoolean() ? address.width() : random.nextInt(address.width());
        return new Prefix(address, length).network();
    }

    private List<ClientRule> clients(final List<Backend> backends) {
        return Stream.generate(this::prefix)
                .limit(random.nextInt(3))
                .distinct()
                .map(from -> new ClientRule(
                        from,
                        backends.stream()
                                .map(Backend::address)
                                .filter(address -> random.nextBoolean())
                                .toList()))
                .toList();
    }

    private Outer outer() {
        return new Outer(
                1 + random.nextInt(255),
                pick(Outer.DontFragment.values()),
                random.nextInt(65) + Outer.COPIED,
                pick(Outer.Ecn.values()),
                random.nextBoolean(),
                new Outer.Gue(1 + random.nextInt(65535), random.nextInt(2), random.nextBoolean()));
    }

    private Prefix prefix(final IpAddress address) {
        return new Prefix(address, random.nextInt(address.width() + 1));
    }

    private QuicRouting quic() {
        final List<QuicConfig> configs = IntStream.range(0, QuicConfig.MOST)
                .filter(id -> id == 3 || random.nextBoolean())
                .mapToObj(id -> new QuicConfig(
                        id,
                        1 + random.nextInt(ServerId.MOST_OCTETS),
                        QuicConfig.LEAST_NONCE,
                        random.nextBoolean()
                                ? Optional.of(new QuicKey(random.nextLong(), random.nextLong()))
                                : Optional.empty()))
                .toList();
        final Map<ServerId, IpAddress> servers = new HashMap<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            final int octets = 1 + random.nextInt(ServerId.MOST_OCTETS);
            final long high = random.nextLong() & ServerId.highMask(octets);
            servers.put(new ServerId(high, random.nextLong() & ServerId.lowMask(octets) | octets), address());
        }
        return QuicRouting.of(configs, servers);
    }

    private IpAddress address() {
        return random.nextBoolean() ? ipv4() : ipv6();
    }

    private IpAddress ipv4() {
        return IpAddress.ipv4(random.nextInt());
    }

    private IpAddress ipv6() {
        return new IpAddress(0x2001_0DB8_0000_0000L | random.nextInt(), random.nextLong());
    }

    private Digest digest() {
        return new Digest(random.nextLong(), random.nextLong());
    }

    /** Up to 255 characters, few or many, of ASCII or of any script. */
    String name() {
        final int length = random.nextBoolean() ? 1 + random.nextInt(12) : random.nextInt(256);
        final boolean isAscii = random.nextBoolean();
        return random.ints(0, isAscii ? 0x80 : 0x110000)
                .filter(point -> point < FIRST_SURROGATE || point > LAST_SURROGATE)
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private long[] longs(final int count) {
        return random.longs(count).toArray();
    }

    private long natural() {
        return random.nextLong() >>> 1 + random.nextInt(62);
    }

    private long positive() {
        return 1 + (random.nextLong() >>> 2 + random.nextInt(60));
    }

    private <T> T pick(final T[] values) {
        return values[random.nextInt(values.length)];
    }
}
