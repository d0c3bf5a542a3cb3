package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records are shared exactly where the headers are the same. */
class HeadersTest {
    private static final List<Backend> TWO =
            List.of(new Backend(IpAddress.parse("10.0.1.1"), 1), new Backend(IpAddress.parse("10.0.1.2"), 1));
    private static final List<Backend> OTHER_WEIGHTS =
            List.of(new Backend(IpAddress.parse("10.0.1.1"), 5), new Backend(IpAddress.parse("10.0.1.2"), 0));
    private static final List<Prefix> SOURCE = List.of(Prefix.parse("10.0.0.9/32"));

    @Test
    void servicesOfTheSameServersShareTheirRecords() {
        assertFirsts(
                List.of(0, 0, 0),
                service("10.1.0.1", Mode.IPIP, List.of(), TWO),
                service("10.1.0.2", Mode.IPIP, List.of(), TWO),
                service("10.1.0.3", Mode.IPIP, List.of(), OTHER_WEIGHTS));
    }

    @Test
    void whatChangesTheHeadersHasRecordsOfItsOwn() {
        assertFirsts(
                List.of(0, 2, 4, 6, 8, 0),
                service("10.1.0.1", Mode.IPIP, List.of(), TWO),
                service("10.1.0.1", Mode.L2DSR, List.of(), TWO),
                service("fd00::1", Mode.IPIP, List.of(), TWO),
                service("10.1.0.1", Mode.IPIP, SOURCE, TWO),
                service("10.1.0.1", Mode.IPIP, List.of(), TWO.reversed()),
                service("10.1.0.9", Mode.IPIP, List.of(), TWO));
    }

    @Test
    void whatAServiceChoosesOfOuterFieldsHasRecordsOfItsOwn() {
        final Service plain = service("10.1.0.1", Mode.L3DSR, List.of(), TWO);
        final Outer marked = new Outer(64, Outer.DontFragment.COPY, 7, Outer.Ecn.NORMAL, false, Outer.DEFAULT.gue());
        final Service other = plain.with(new Handling(
                marked, Handling.DEFAULT.fragments(), Handling.DEFAULT.oversize(), Handling.DEFAULT.quic()));
        assertFirsts(List.of(0, 2, 0), plain, other, plain);
    }

    @Test
    void servicesWithoutBackendsNeedNone() {
        final Headers headers = new Headers(List.of(service("10.1.0.1", Mode.L2DSR, List.of(), List.of())));
        assertEquals(0, headers.count());
    }

    private static void assertFirsts(final List<Integer> expected, final Service... services) {
        final Headers headers = new Headers(List.of(services));
        final List<Integer> firsts =
                IntStream.range(0, services.length).mapToObj(headers::first).toList();
        assertEquals(expected, firsts);
        assertEquals(expected.stream().distinct().count() * TWO.size(), headers.count());
        assertEquals(
                headers.count(),
                headers.owners().stream()
                        .mapToInt(owner -> owner.backends().size())
                        .sum());
    }

    private static Service service(
            final String vip, final Mode mode, final List<Prefix> sources, final List<Backend> backends) {
        return new Service(
                vip, IpAddress.parse(vip), Protocol.TCP, 80, mode, HashFields.FIVE_TUPLE, 251, sources, backends);
    }
}
