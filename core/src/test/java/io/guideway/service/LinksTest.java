package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinksTest {
    private final Links links = new Links(List.of(
            link(0, List.of("10.0.0.2/24", "fd00::2/64"), "10.0.0.1"),
            link(1, List.of("10.0.0.130/25", "192.0.2.2/24", "fe80::2/64"), "192.0.2.1", "fe80::1")));

    @Test
    void whatIsOnALinkIsReachedStraight() {
        assertEquals(hop(0, "10.0.0.7"), links.nextHop(address("10.0.0.7")));
        assertEquals(hop(0, "fd00::7"), links.nextHop(address("fd00::7")));
        assertEquals(hop(1, "192.0.2.7"), links.nextHop(address("192.0.2.7")));
    }

    @Test
    void theLongestPrefixWins() {
        assertEquals(hop(1, "10.0.0.200"), links.nextHop(address("10.0.0.200")));
        assertEquals(hop(1, "10.0.0.200"), links.onLink(address("10.0.0.200")));
    }

    @Test
    void betweenEqualPrefixesTheEarlierPortWins() {
        final Links twins = new Links(List.of(link(0, List.of("10.0.0.2/24")), link(1, List.of("10.0.0.3/24"))));
        assertEquals(hop(0, "10.0.0.9"), twins.nextHop(address("10.0.0.9")));
    }

    @Test
    void theRestGoesToTheFirstGatewayOfItsFamily() {
        assertEquals(hop(0, "10.0.0.1"), links.nextHop(address("203.0.113.1")));
        assertEquals(hop(1, "fe80::1"), links.nextHop(address("2001:db8::1")));
    }

    @Test
    void withoutAGatewayOfItsFamilyThereIsNoWay() {
        final Links alone = new Links(List.of(link(0, List.of("10.0.0.2/24"), "10.0.0.1")));
        assertEquals(Optional.empty(), alone.nextHop(address("2001:db8::1")));
        assertEquals(Optional.empty(), new Links(List.of()).nextHop(address("10.0.0.1")));
    }

    @Test
    void nothingBehindAGatewayIsOnALink() {
        assertEquals(Optional.empty(), links.onLink(address("203.0.113.1")));
    }

    @Test
    void theSourceIsTheEgressPortsFirstAddressOfTheFamily() {
        assertEquals(Optional.of(address("10.0.0.2")), links.source(address("203.0.113.1")));
        assertEquals(Optional.of(address("fd00::2")), links.source(address("fd00::7")));
        assertEquals(Optional.of(address("10.0.0.130")), links.source(address("192.0.2.7")));
    }

    @Test
    void aLinkLocalSourceServesItsLinkOnly() {
        assertEquals(Optional.of(address("fe80::2")), links.source(address("fe80::7")));
        assertEquals(Optional.empty(), links.source(address("2001:db8::1")));
    }

    @Test
    void whereThereIsNoWayThereIsNoSource() {
        assertEquals(Optional.empty(), new Links(List.of()).source(address("10.0.0.1")));
    }

    private static Link link(final int index, final List<String> prefixes, final String... gateways) {
        return new Link(
                index,
                prefixes.stream().map(Prefix::parse).toList(),
                Arrays.stream(gateways).map(IpAddress::parse).toList());
    }

    private static Optional<NextHop> hop(final int port, final String address) {
        return Optional.of(new NextHop(port, address(address)));
    }

    private static IpAddress address(final String text) {
        return IpAddress.parse(text);
    }
}
