package io.guideway.wire;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.service.Backend;
import io.guideway.service.FlowTracking;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import io.guideway.stats.TimeBuckets;
import io.guideway.stats.TimeCounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
        return switch (random.nextInt(4)) {
            case 0 -> new Hello(1 + random.nextInt(0xFFFF), random.nextLong(), name());
            case 1 -> new Ping(random.nextLong());
            case 2 -> NewGeneration.whole(positive(), services());
            case 3 -> NewGeneration.whole(positive(), services()).preparation();
            default -> NewGeneration.change(positive(), services(), positive(), services());
        };
    }

    Answer answer() {
        return switch (random.nextInt(5)) {
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
        return new Service(
                name,
                address(),
                pick(Protocol.values()),
                random.nextInt(8) == 0 ? 65535 : port,
                pick(Mode.values()),
                pick(HashFields.values()),
                1 + random.nextInt(Integer.MAX_VALUE),
                switch (random.nextInt(4)) {
                    case 0 -> List.of(ipv4());
                    case 1 -> List.of(ipv6());
                    case 2 -> List.of(ipv6(), ipv4());
                    default -> List.of();
                },
                random.longs(backends)
                        .distinct()
                        .mapToObj(bits -> new Backend(
                                random.nextBoolean() ? new IpAddress(bits, 1) : IpAddress.ipv4((int) bits),
                                random.nextInt(8) == 0 ? 0 : random.nextInt(Integer.MAX_VALUE),
                                random.nextBoolean()))
                        .toList(),
                new FlowTracking(
                        pick(FlowTracking.Scope.values()), random.nextInt(Integer.MAX_VALUE), random.nextBoolean()));
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
