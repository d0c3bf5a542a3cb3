package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.NEXT_HOP;
import static io.guideway.forward.Sites.NODE4;
import static io.guideway.forward.Sites.backends;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Prefix;
import io.guideway.packet.Verdict;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.Endpoint;
import io.guideway.service.FlowTracking;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Ports;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets for services that take more than one address, port or protocol, or divide their clients. */
class WideServicesTest {
    private static final int GRE = 47;
    private static final int SCTP = 132;
    private static final int BURSTS = 50_000;

    /** Each with a backend of its own, by which it is known: 10.0.1.1 for the first, and so on. */
    private static final List<Service> NESTED = services(
            endpoint("203.0.113.0/24", Protocol.ANY, "all"),
            endpoint("203.0.113.0/24", Protocol.TCP, "8000-8999"),
            endpoint("203.0.113.128/25", Protocol.UDP, "53"),
            endpoint("203.0.113.200/32", Protocol.ANY, "443"),
            endpoint("203.0.113.200/32", Protocol.TCP, "443"),
            endpoint("2001:db8::/32", Protocol.TCP, "all"),
            endpoint("2001:db8:1::/48", Protocol.ANY, "1-1023"));

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0, 6, 80, 1",
        "203.0.113.255, 17, 80, 1",
        "203.0.113.7, 6, 8000, 2",
        "203.0.113.7, 6, 8999, 2",
        "203.0.113.7, 6, 9000, 1",
        "203.0.113.7, 17, 8000, 1",
        "203.0.113.127, 17, 53, 1",
        "203.0.113.128, 17, 53, 3",
        "203.0.113.200, 17, 53, 3",
        "203.0.113.200, 17, 443, 4",
        "203.0.113.200, 6, 443, 5",
        "203.0.113.200, 6, 8443, 2",
        "2001:db8::1, 6, 0, 6",
        "2001:db8:1::1, 6, 1023, 7",
        "2001:db8:1::1, 6, 1024, 6",
        "2001:db8:1::1, 17, 443, 7"
    })
    void theMostSpecificServiceHasThePacket(
            final String address, final int protocol, final int port, final int service) {
        try (Rig rig = new Rig(NESTED, Sites::route)) {
            final FrameBuilder packet = FrameBuilder.packet(client(address), address);
            rig.walk((protocol == 6 ? packet.tcp(40000, port, 5) : packet.udp(40000, port, 5)).frame());
            assertEquals(Verdict.FORWARDED, rig.verdict());
            assertEquals(service - 1, rig.worker.batch().service(0));
            assertEquals(1, rig.worker.counters().backendPackets(service - 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.114.0, 6, NOT_OURS",
        "203.0.112.255, 6, NOT_OURS",
        "2001:db9::, 6, NOT_OURS",
        "2001:db8:2::1, 17, NO_SERVICE",
        "2001:db8:1::1, 50, NO_SERVICE",
        "203.0.113.1, 1, ICMP",
        "2001:db8::1, 58, ICMP",
        "203.0.114.0, 1, NOT_OURS"
    })
    void whatNoServiceTakesIsDroppedByName(final String address, final int protocol, final Verdict verdict) {
        try (Rig rig = new Rig(NESTED, Sites::route)) {
            rig.walk(FrameBuilder.packet(client(address), address)
                    .payload(protocol, new byte[] {0, 80, 8, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0x50, 0, 0, 0, 0, 0, 0, 0})
                    .frame());
            assertEquals(verdict, rig.verdict());
            assertEquals(0, rig.pool.inUse());
        }
    }

    @Test
    void fragmentsAreToldFromWhatIsNotOurs() {
        try (Rig rig = new Rig(NESTED, Sites::route)) {
            rig.walk(FrameBuilder.packet(CLIENT4, "203.0.113.9")
                    .udp(1, 2, 9)
                    .flags(0x2000)
                    .frame());
            assertEquals(Verdict.FRAGMENT_LENGTH, rig.verdict());
            rig.walk(FrameBuilder.packet(CLIENT4, "203.0.114.9")
                    .udp(1, 2, 9)
                    .flags(0x2000)
                    .frame());
            assertEquals(Verdict.NOT_OURS, rig.verdict());
        }
    }

    @Test
    void whatHasNoPortsIsEncapsulatedAsItIs() {
        final FrameBuilder gre =
                FrameBuilder.packet(CLIENT4, "203.0.113.99").payload(GRE, new byte[] {0, 0, 8, 0, 1, 2, 3});
        try (Rig rig = new Rig(NESTED, Sites::route)) {
            final byte[] expected = FrameBuilder.packet(NODE4, "10.0.1.1")
                    .macs(Rig.STATION, NEXT_HOP)
                    .payload(Ipv4.PROTOCOL, gre.ip())
                    .identification(0)
                    .frame();
            assertArrayEquals(expected, rig.walk(gre.frame()).getFirst());
        }
    }

    /** One pair of hosts is one flow where there are no ports, whatever stands where others have some. */
    @ParameterizedTest
    @ValueSource(strings = {"FIVE_TUPLE", "SOURCE", "SOURCE_PORT"})
    void whatHasNoPortsIsSpreadByAddressesAlone(final HashFields hash) {
        final Service service = with(
                hash, endpoint("203.0.113.0/24", Protocol.ANY, "all"), backends("10.0.1.1", "10.0.1.2", "10.0.1.3"));
        try (Rig rig = new Rig(List.of(service), Sites::route)) {
            final int[] seen = new int[3];
            for (int client = 1; client < 200; client++) {
                final int backend = walk(rig, client, 9, new byte[] {1, 2, 3, 4, 5});
                assertEquals(backend, walk(rig, client, 9, new byte[] {9, 9, 9, 9}));
                assertEquals(backend, walk(rig, client, 9, new byte[0]));
                seen[backend]++;
            }
            assertTrue(
                    IntStream.of(seen).allMatch(n -> n > 30),
                    () -> List.of(seen[0], seen[1], seen[2]).toString());
        }
    }

    private static int walk(final Rig rig, final int client, final int host, final byte[] payload) {
        rig.walk(FrameBuilder.packet("198.51.100." + client, "203.0.113." + host)
                .payload(GRE, payload)
                .frame());
        assertEquals(Verdict.FORWARDED, rig.verdict());
        return rig.worker.batch().backend(0);
    }

    /** RFC 9260, section 3.1: an SCTP header begins with the ports. */
    @Test
    void sctpHasPorts() {
        final List<Service> services = services(
                endpoint("203.0.113.0/24", Protocol.ANY, "all"), endpoint("203.0.113.0/24", Protocol.ANY, "2905"));
        try (Rig rig = new Rig(services, Sites::route)) {
            final byte[] sctp = {0x10, 0, 0x0B, 0x59, 0, 0, 0, 1, 0, 0, 0, 0};
            rig.walk(FrameBuilder.packet(CLIENT4, "203.0.113.1")
                    .payload(SCTP, sctp)
                    .frame());
            assertEquals(1, rig.worker.batch().service(0));
            rig.walk(FrameBuilder.packet(CLIENT4, "203.0.113.1")
                    .payload(SCTP, new byte[] {0x10, 0, 0x0B})
                    .frame());
            assertEquals(0, rig.worker.batch().service(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.10/32, TCP, 80", "203.0.113.0/24, ANY, all"})
    void aClientIsServedByTheBackendsOfTheLongestRule(final String vip, final Protocol protocol, final String ports) {
        final Service service = with(
                        HashFields.FIVE_TUPLE,
                        endpoint(vip, protocol, ports),
                        backends("10.0.1.1", "10.0.1.2", "10.0.1.3", "10.0.1.4"))
                .withClients(List.of(
                        rule("198.51.100.0/24", "10.0.1.1", "10.0.1.2"), rule("198.51.100.128/25", "10.0.1.3")));
        try (Rig rig = new Rig(List.of(service), Sites::route)) {
            for (int port = 1; port < 300; port++) {
                assertTrue(backend(rig, "198.51.100.127", port) < 2);
                assertEquals(2, backend(rig, "198.51.100.128", port));
                backend(rig, "198.51.101.0", port);
                assertEquals(0, rig.worker.batch().service(0));
            }
            for (int i = 0; i < 4; i++) {
                assertTrue(rig.worker.counters().backendPackets(i) > 30);
            }
        }
    }

    @Test
    void clientsWithoutABackendThatTakesFlowsAreDroppedByName() {
        final Service service = with(
                        HashFields.SOURCE,
                        endpoint("2001:db8::10/128", Protocol.TCP, "80"),
                        List.of(
                                new Backend(backends("fd00:1::1").getFirst().address(), 0),
                                backends("fd00:1::2").getFirst()))
                .withClients(List.of(rule("2001:db8:c::/48", "fd00:1::1")));
        try (Rig rig = new Rig(List.of(service), Sites::route)) {
            rig.walk(FrameBuilder.packet(CLIENT6, "2001:db8::10").tcp(1, 80, 0).frame());
            assertEquals(Verdict.NO_BACKEND, rig.verdict());
            assertEquals(0, rig.worker.batch().service(0));
            rig.walk(FrameBuilder.packet("2001:db8:d::1", "2001:db8::10")
                    .tcp(1, 80, 0)
                    .frame());
            assertEquals(Verdict.FORWARDED, rig.verdict());
        }
    }

    private static int backend(final Rig rig, final String client, final int port) {
        rig.walk(FrameBuilder.packet(client, "203.0.113.10").tcp(port, 80, 0).frame());
        assertEquals(Verdict.FORWARDED, rig.verdict());
        return rig.worker.batch().backend(0);
    }

    @Test
    void noneOfThemCostsAnObject() {
        final Service divided = with(
                        HashFields.FIVE_TUPLE, endpoint("192.0.2.1/32", Protocol.TCP, "80"), backends("10.0.1.1"))
                .withClients(List.of(rule("198.51.100.0/24", "10.0.1.1")));
        final List<Service> services = IntStream.rangeClosed(0, NESTED.size())
                .mapToObj(i -> i == NESTED.size() ? divided : NESTED.get(i))
                .toList();
        final List<byte[]> frames = List.of(
                FrameBuilder.packet(CLIENT4, "203.0.113.9").tcp(1, 8080, 9).frame(),
                FrameBuilder.packet(CLIENT4, "203.0.113.9")
                        .payload(GRE, new byte[20])
                        .frame(),
                FrameBuilder.packet(CLIENT4, "203.0.113.9")
                        .payload(SCTP, new byte[20])
                        .frame(),
                FrameBuilder.packet(CLIENT4, "192.0.2.1").tcp(1, 80, 9).frame(),
                FrameBuilder.packet(CLIENT4, "192.0.2.1").tcp(1, 81, 9).frame(),
                FrameBuilder.packet(CLIENT6, "2001:db8:1::1").udp(1, 80, 9).frame(),
                FrameBuilder.packet(CLIENT6, "2001:db8:1::1").udp(1, 8080, 9).frame());
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (EndlessRig rig = new EndlessRig(services, frames, Batch.CAPACITY)) {
            rig.run(BURSTS);
            final long before = threads.getCurrentThreadAllocatedBytes();
            rig.run(BURSTS);
            assertEquals(0, (threads.getCurrentThreadAllocatedBytes() - before) / BURSTS);
        }
    }

    private static String client(final String vip) {
        return vip.contains(":") ? CLIENT6 : CLIENT4;
    }

    private static ClientRule rule(final String from, final String... backends) {
        return new ClientRule(
                Prefix.parse(from),
                backends(backends).stream().map(Backend::address).toList());
    }

    private static List<Service> services(final Endpoint... endpoints) {
        return IntStream.range(0, endpoints.length)
                .mapToObj(i -> with(HashFields.FIVE_TUPLE, endpoints[i], backends("10.0.1." + (i + 1))))
                .toList();
    }

    private static Endpoint endpoint(final String vip, final Protocol protocol, final String ports) {
        return new Endpoint(Prefix.parse(vip), protocol, Ports.parse(ports));
    }

    private static Service with(final HashFields hash, final Endpoint endpoint, final List<Backend> backends) {
        return new Service(
                endpoint.toString(),
                endpoint,
                Mode.IPIP,
                hash,
                251,
                List.of(),
                backends,
                List.of(),
                FlowTracking.DEFAULT,
                Handling.DEFAULT);
    }
}
