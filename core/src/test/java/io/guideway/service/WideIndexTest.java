package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Beside a walk through all services: whatever they are, both find the same. */
class WideIndexTest {
    private static final int LOOKUPS = 2_000;
    private static final int[] PROTOCOLS = {6, 17, 47, 132, 1};
    private static final int[] LENGTHS4 = {32, 32, 31, 30, 28, 24, 24, 16, 8, 1};
    private static final int[] LENGTHS6 = {128, 128, 127, 120, 64, 64, 48, 3, 0};

    private record Packet(IpAddress address, int protocol, int port) {
        int key() {
            return VipIndex.key(!address.isIpv4(), protocol, port);
        }
    }

    @Property(tries = 100)
    void theMostSpecificServiceIsFoundAsByAWalkThroughAll(
            @ForAll final long seed, @ForAll @IntRange(max = 300) final int services) {
        compare(new Random(seed), services);
    }

    @Test
    void tenThousandServicesOfAllKindsAreFoundLikewise() {
        compare(new Random(1), 10_000);
    }

    /** The order of docs/packets.md: prefix, ports, protocol. */
    @Test
    void whatIsLongerIsMoreSpecificThanWhatHasFewerPortsAndThatThanOneProtocol() {
        final List<Service> services = List.of(
                service("203.0.113.0/24", Protocol.TCP, "80"),
                service("203.0.113.10/32", Protocol.ANY, "all"),
                service("203.0.113.10/32", Protocol.TCP, "8000-8999"),
                service("203.0.113.10/32", Protocol.ANY, "8080"),
                service("203.0.113.10/32", Protocol.UDP, "8000-8999"),
                service("203.0.113.10/32", Protocol.ANY, "8000-8999"),
                service("203.0.113.10/32", Protocol.TCP, "8080"));
        try (VipIndex index = VipIndexTest.index(services)) {
            assertEquals(0, find(index, packet("203.0.113.11", 6, 80)));
            assertEquals(1, find(index, packet("203.0.113.10", 6, 80)));
            assertEquals(2, find(index, packet("203.0.113.10", 6, 8081)));
            assertEquals(3, find(index, packet("203.0.113.10", 17, 8080)));
            assertEquals(4, find(index, packet("203.0.113.10", 17, 8000)));
            assertEquals(5, find(index, packet("203.0.113.10", 132, 8999)));
            assertEquals(6, find(index, packet("203.0.113.10", 6, 8080)));
            assertEquals(1, find(index, packet("203.0.113.10", 47, 0)));
            assertEquals(VipIndex.NO_SERVICE, find(index, packet("203.0.113.11", 6, 81)));
            assertEquals(VipIndex.NOT_OURS, find(index, packet("203.0.114.0", 6, 80)));
        }
    }

    /** A shorter VIP has what the longer ones in it leave. */
    @Test
    void whatNoServiceOfTheLongestPrefixTakesIsForTheNextShorterOne() {
        final List<Service> services = List.of(
                service("2001:db8::/32", Protocol.ANY, "all"),
                service("2001:db8:1::/48", Protocol.TCP, "1-1023"),
                service("2001:db8:1::1/128", Protocol.TCP, "443"));
        try (VipIndex index = VipIndexTest.index(services)) {
            assertEquals(2, find(index, packet("2001:db8:1::1", 6, 443)));
            assertEquals(1, find(index, packet("2001:db8:1::1", 6, 444)));
            assertEquals(0, find(index, packet("2001:db8:1::1", 6, 1024)));
            assertEquals(0, find(index, packet("2001:db8:1::1", 17, 443)));
            assertEquals(0, find(index, packet("2001:db8:1:ffff:ffff:ffff:ffff:ffff", 50, 0)));
            assertEquals(VipIndex.NOT_OURS, find(index, packet("2001:db9::", 6, 443)));
        }
    }

    @Test
    void packetsWithoutPortsHaveEntriesOfTheirOwn() {
        for (final HashFields hash : HashFields.values()) {
            final Service any = VipIndexTest.service("any", endpoint("203.0.113.0/24", Protocol.ANY, "all"), hash);
            try (VipIndex index = VipIndexTest.index(List.of(any))) {
                final Packet gre = packet("203.0.113.7", 47, 0);
                final int without = hash == HashFields.FIVE_TUPLE ? VipIndex.THREE_TUPLE : HashFields.SOURCE.ordinal();
                assertEquals(without, VipIndex.hashFields(entry(index, gre)));
                assertEquals(hash.ordinal(), VipIndex.hashFields(entry(index, packet("203.0.113.7", 6, 80))));
                assertEquals(0, find(index, gre));
            }
        }
    }

    private static void compare(final Random random, final int count) {
        final Set<Endpoint> endpoints = new HashSet<>();
        while (endpoints.size() < count) {
            endpoints.add(endpoint(random));
        }
        final List<Endpoint> list = List.copyOf(endpoints);
        final List<Service> services = list.stream()
                .map(endpoint -> VipIndexTest.service(endpoint.toString(), endpoint, HashFields.FIVE_TUPLE))
                .toList();
        try (VipIndex index = VipIndexTest.index(services)) {
            for (int i = 0; i < LOOKUPS; i++) {
                final Packet packet = packet(random, list);
                assertEquals(slow(list, packet), find(index, packet), packet::toString);
                assertEquals(
                        list.stream().anyMatch(one -> one.vip().contains(packet.address)),
                        index.isVip(packet.address.high(), packet.address.low(), packet.key() & VipIndex.IPV6));
            }
        }
    }

    /** One after the other, by the definition. */
    private static long slow(final List<Endpoint> services, final Packet packet) {
        final List<Endpoint> near = services.stream()
                .filter(one -> one.vip().contains(packet.address))
                .toList();
        if (near.isEmpty()) {
            return VipIndex.NOT_OURS;
        }
        return near.stream()
                .filter(one -> one.ports().contains(packet.port))
                .filter(one -> one.protocol() == Protocol.ANY || one.protocol().number() == packet.protocol)
                .max(Comparator.comparingInt((Endpoint one) -> one.vip().length())
                        .thenComparing(one -> -one.ports().count())
                        .thenComparing(one -> one.protocol() != Protocol.ANY)
                        .thenComparing(one -> -one.ports().first()))
                .map(best -> (long) services.indexOf(best))
                .orElse(VipIndex.NO_SERVICE);
    }

    /** Few networks, few ports: much lies in each other. */
    private static Endpoint endpoint(final Random random) {
        return new Endpoint(
                prefix(random).network(), Protocol.values()[random.nextInt(Protocol.values().length)], ports(random));
    }

    private static Prefix prefix(final Random random) {
        final IpAddress address = address(random);
        final int[] lengths = address.isIpv4() ? LENGTHS4 : LENGTHS6;
        return new Prefix(address, lengths[random.nextInt(lengths.length)]);
    }

    private static IpAddress address(final Random random) {
        final int host = random.nextInt(64);
        return switch (random.nextInt(6)) {
            case 0 -> IpAddress.ipv4(0xCB00_7100 | host);
            case 1 -> IpAddress.ipv4(host << 26 | 0xA_0001);
            case 2 -> new IpAddress(0x2001_0DB8_0000_0000L | host, random.nextInt(3) - 1);
            case 3 -> new IpAddress(-1, -1 - host);
            case 4 -> new IpAddress(0, host);
            default -> new IpAddress(0xFD00_0000_0000_0000L, (long) host << 56 | random.nextInt(4));
        };
    }

    private static Ports ports(final Random random) {
        final int first = random.nextInt(8) == 0 ? 65500 + random.nextInt(36) : 1 + random.nextInt(40);
        return switch (random.nextInt(4)) {
            case 0 -> Ports.ALL;
            case 1 -> new Ports(first, Math.min(65535, first + random.nextInt(20)));
            case 2 -> new Ports(first, 65535);
            default -> Ports.of(first);
        };
    }

    private static Packet packet(final Random random, final List<Endpoint> services) {
        final int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
        final int port = random.nextInt(5) == 0 ? random.nextInt(0x10000) : random.nextInt(64);
        if (services.isEmpty() || random.nextInt(3) == 0) {
            return new Packet(address(random), protocol, port);
        }
        final Endpoint there = services.get(random.nextInt(services.size()));
        final IpAddress edge =
                random.nextBoolean() ? there.vip().address() : there.vip().last();
        final int step = random.nextInt(3) - 1; // the addresses at the edges, and beyond them
        return new Packet(
                edge.isIpv4() ? IpAddress.ipv4(edge.ipv4Bits() + step) : new IpAddress(edge.high(), edge.low() + step),
                protocol,
                random.nextBoolean() ? port : edgeOf(there.ports(), random));
    }

    private static int edgeOf(final Ports ports, final Random random) {
        return (random.nextBoolean() ? ports.first() : ports.last() + random.nextInt(2)) & 0xFFFF;
    }

    private static Service service(final String vip, final Protocol protocol, final String ports) {
        final Endpoint endpoint = endpoint(vip, protocol, ports);
        return VipIndexTest.service(endpoint.toString(), endpoint, HashFields.FIVE_TUPLE);
    }

    private static Endpoint endpoint(final String vip, final Protocol protocol, final String ports) {
        return new Endpoint(Prefix.parse(vip), protocol, Ports.parse(ports));
    }

    private static Packet packet(final String address, final int protocol, final int port) {
        return new Packet(IpAddress.parse(address), protocol, port);
    }

    private static long entry(final VipIndex index, final Packet packet) {
        return index.match(packet.address.high(), packet.address.low(), packet.key());
    }

    private static long find(final VipIndex index, final Packet packet) {
        final long entry = entry(index, packet);
        return entry < 0 ? entry : VipIndex.service(entry);
    }
}
