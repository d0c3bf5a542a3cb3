package io.guideway.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Link;
import io.guideway.service.Links;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two ports: the first on 10.0.0.0/24 with a gateway for IPv4, the second on 10.0.2.0/24 and fd00:2::/64 with one for IPv6. */
class RoutePlannerTest {
    private static final long FIRST_MAC = 0x0200_0000_0001L;
    private static final long SECOND_MAC = 0x0200_0000_0002L;

    private final Links links = new Links(List.of(
            link(0, "10.0.0.1", "10.0.0.2/24"), link(1, "fe80::1", "10.0.2.2/24", "fd00:2::2/64", "fe80::2/64")));
    private final List<PortPlan> ports = List.of(
            port(3, 1500, Map.of("10.0.0.1", 0xA1L, "10.0.0.7", 0xA7L)),
            port(5, 9000, Map.of("10.0.2.7", 0xB7L, "fe80::1", 0xBFL)));
    private final RoutePlanner planner = new RoutePlanner(
            links, ports, List.of(new RoutePlanner.Outlet(0, FIRST_MAC), new RoutePlanner.Outlet(1, SECOND_MAC)));

    @Test
    void aBackendOnALinkIsItsOwnNextHop() {
        assertEquals(
                new Route(0, 1500, FIRST_MAC, 0xA7, null), planner.apply(service(Mode.L2DSR), backend("10.0.0.7")));
        assertEquals(
                new Route(1, 9000, SECOND_MAC, 0xB7, IpAddress.parse("10.0.2.2")),
                planner.apply(service(Mode.IPIP), backend("10.0.2.7")));
    }

    @Test
    void aBackendOnNoLinkIsReachedThroughTheGatewayOfItsFamily() {
        assertEquals(
                new Route(0, 1500, FIRST_MAC, 0xA1, IpAddress.parse("10.0.0.2")),
                planner.apply(service(Mode.IPIP), backend("192.0.2.1")));
        assertEquals(
                new Route(1, 9000, SECOND_MAC, 0xBF, IpAddress.parse("fd00:2::2")),
                planner.apply(service(Mode.IPIP), backend("2001:db8::1")));
    }

    @Test
    void withoutANeighbourEntryTheNextHopIsUnresolved() {
        assertEquals(
                Route.UNRESOLVED,
                planner.apply(service(Mode.L2DSR), backend("10.0.0.8")).nextHopMac());
    }

    @Test
    void thoseWithoutAnEntryAreLookedUpInTheBook() {
        final RoutePlanner asking = new RoutePlanner(
                links,
                ports,
                List.of(new RoutePlanner.Outlet(0, FIRST_MAC), new RoutePlanner.Outlet(1, SECOND_MAC)),
                (port, address) -> address.equals(IpAddress.parse("10.0.2.8")) ? 40 + port : 99);
        assertEquals(41, asking.apply(service(Mode.L2DSR), backend("10.0.2.8")).neighbour());
        assertEquals(
                Route.SETTLED,
                asking.apply(service(Mode.L2DSR), backend("10.0.0.7")).neighbour());
        assertEquals(
                Route.SETTLED,
                asking.apply(service(Mode.IPIP), backend("192.0.2.1")).neighbour(),
                "the gateway has an entry");
    }

    @Test
    void theServicesOwnSourceOfTheBackendsFamilyComesFirst() {
        final Service service = service(Mode.IPIP, "198.18.0.1", "2001:db8:5::1");
        assertEquals(
                IpAddress.parse("198.18.0.1"),
                planner.apply(service, backend("10.0.2.7")).outerSource());
        assertEquals(
                IpAddress.parse("2001:db8:5::1"),
                planner.apply(service, backend("2001:db8::1")).outerSource());
        assertEquals(
                IpAddress.parse("10.0.2.2"),
                planner.apply(service(Mode.IPIP, "2001:db8:5::1"), backend("10.0.2.7"))
                        .outerSource());
    }

    @Test
    void aPrefixAsSourceIsSpreadOverItsLastBits() {
        final Service service = service(Mode.GUE, "10.200.0.0/14", "2001:db8:5::/48");
        assertEquals(
                new Route(1, 9000, SECOND_MAC, 0xB7, IpAddress.parse("10.200.0.0"), 18),
                planner.apply(service, backend("10.0.2.7")));
        assertEquals(
                new Route(1, 9000, SECOND_MAC, 0xBF, IpAddress.parse("2001:db8:5::"), 80),
                planner.apply(service, backend("2001:db8::1")));
    }

    @Test
    void modesWithoutOuterHeaderNeedNoSource() {
        final Links sourceless = new Links(List.of(link(0, "fe80::1", "fe80::2/64")));
        final RoutePlanner bare = new RoutePlanner(sourceless, ports, List.of(new RoutePlanner.Outlet(0, FIRST_MAC)));
        assertEquals(
                Route.UNRESOLVED,
                bare.apply(service(Mode.L2DSR), backend("2001:db8::1")).nextHopMac());
    }

    @Test
    void l3dsrGoesToItsFamilyByAGatewayToo() {
        assertEquals(
                new Route(0, 1500, FIRST_MAC, 0xA1, null), planner.apply(service(Mode.L3DSR), backend("192.0.2.1")));
        final IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> planner.apply(service(Mode.L3DSR), backend("2001:db8::1")));
        assertTrue(refusal.getMessage().contains("is of another family than its VIP"), refusal::getMessage);
    }

    @Test
    void portsMayShareAnOutletAsInAReplay() {
        final RoutePlanner one = new RoutePlanner(
                links, ports, List.of(new RoutePlanner.Outlet(0, FIRST_MAC), new RoutePlanner.Outlet(0, SECOND_MAC)));
        final Route route = one.apply(service(Mode.L2DSR), backend("10.0.2.7"));
        assertEquals(0, route.port());
        assertEquals(SECOND_MAC, route.stationMac());
    }

    @Test
    void whereNoPortLeadsThereIsAnError() {
        final RoutePlanner nowhere =
                new RoutePlanner(new Links(List.of(link(0, "10.0.0.1", "10.0.0.2/24"))), ports, List.of());
        assertRefused(nowhere, "2001:db8::1", "no port of the node leads to backend 2001:db8::1 of service web");
    }

    @Test
    void withoutASourceOfTheFamilyThereIsAnError() {
        final Links sourceless = new Links(List.of(link(0, "fe80::1", "fe80::2/64")));
        final RoutePlanner bare = new RoutePlanner(sourceless, ports, List.of(new RoutePlanner.Outlet(0, FIRST_MAC)));
        assertRefused(
                bare, "2001:db8::1", "service web has no outer source address of the family of backend 2001:db8::1");
    }

    private static void assertRefused(final RoutePlanner planner, final String backend, final String message) {
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> planner.apply(service(Mode.IPIP), backend(backend)));
        assertTrue(refusal.getMessage().contains(message), refusal::getMessage);
    }

    private static Link link(final int index, final String gateway, final String... addresses) {
        return new Link(index, Stream.of(addresses).map(Prefix::parse).toList(), List.of(IpAddress.parse(gateway)));
    }

    private static PortPlan port(final int id, final int mtu, final Map<String, Long> neighbours) {
        return new PortPlan(
                id,
                OptionalLong.empty(),
                false,
                mtu,
                neighbours.entrySet().stream()
                        .collect(Collectors.toMap(e -> IpAddress.parse(e.getKey()), Map.Entry::getValue)));
    }

    private static Backend backend(final String address) {
        return new Backend(IpAddress.parse(address), 1);
    }

    private static Service service(final Mode mode, final String... sources) {
        return new Service(
                "web",
                IpAddress.parse("203.0.113.10"),
                Protocol.TCP,
                80,
                mode,
                HashFields.FIVE_TUPLE,
                7,
                Stream.of(sources)
                        .map(source -> source.contains("/") ? Prefix.parse(source) : Prefix.of(IpAddress.parse(source)))
                        .toList(),
                List.of());
    }
}
