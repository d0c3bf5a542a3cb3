package io.guideway.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.Endpoint;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Oversize;
import io.guideway.service.Ports;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Order means nothing, everything else does; generations are told as changes. */
class ServiceSetTest {
    private static final IpAddress ONE = IpAddress.parse("10.0.1.1");
    private static final IpAddress TWO = IpAddress.parse("fd00::2");

    private final Service web = service("web", 80, List.of(TWO, ONE), new Backend(TWO, 3), new Backend(ONE, 1));
    private final Service dns = service("dns", 53, List.of());

    @Property(tries = 300)
    void orderMeansNothing(@ForAll final long seed) {
        final Random random = new Random(seed);
        final ServiceSet set = new RandomMessages(random).services();
        final List<Service> shuffled = new ArrayList<>(set.services().stream()
                .map(service -> new Service(
                        service.name(),
                        service.endpoint(),
                        service.mode(),
                        service.hash(),
                        service.tableSize(),
                        shuffled(service.sources(), random),
                        shuffled(service.backends(), random),
                        shuffled(service.clients(), random),
                        service.tracking(),
                        service.handling()))
                .toList());
        Collections.shuffle(shuffled, random);
        assertEquals(set, ServiceSet.of(shuffled));
        assertEquals(set.digest(), ServiceSet.of(shuffled).digest());
    }

    private static <T> List<T> shuffled(final List<T> items, final Random random) {
        final List<T> copy = new ArrayList<>(items);
        Collections.shuffle(copy, random);
        return copy;
    }

    @Property(tries = 300)
    void aChangeGivesTheSameAsTheWhole(@ForAll final long seed) throws RefusedGenerationException {
        final RandomMessages random = new RandomMessages(new Random(seed));
        final ServiceSet before = random.services();
        final List<Service> mixed = new ArrayList<>(before.services());
        if (!mixed.isEmpty()) {
            mixed.removeFirst();
        }
        final Set<String> names = mixed.stream().map(Service::name).collect(Collectors.toCollection(HashSet::new));
        random.services().services().stream().filter(s -> names.add(s.name())).forEach(mixed::add);
        final ServiceSet after = ServiceSet.of(mixed);
        final NewGeneration change = NewGeneration.change(8, after, 7, before);
        assertEquals(after, change.onto(7, before));
        assertEquals(after, NewGeneration.whole(8, after).onto(7, before));
        assertEquals(mixed.size(), after.services().size());
    }

    @Test
    void aChangeHoldsOnlyWhatDiffers() {
        final Service heavier = service("web", 80, List.of(ONE, TWO), new Backend(ONE, 2), new Backend(TWO, 3));
        final NewGeneration change =
                NewGeneration.change(3, ServiceSet.of(List.of(heavier)), 2, ServiceSet.of(List.of(dns, web)));
        assertEquals(List.of("dns"), change.removed());
        assertEquals(List.of(heavier), change.services());
        assertEquals(
                List.of(),
                NewGeneration.change(3, ServiceSet.of(List.of(web, dns)), 2, ServiceSet.of(List.of(dns, web)))
                        .services());
    }

    @Test
    void aChangeOfAnotherGenerationIsRefusedWithThatReason() {
        final ServiceSet before = ServiceSet.of(List.of(dns));
        final NewGeneration change = NewGeneration.change(9, ServiceSet.of(List.of(dns, web)), 7, before);
        assertRefused(
                Refused.Cause.OTHER_BASE,
                "generation 9 is a change of 7, and the current one is 8; send all services",
                change,
                8,
                before);
        assertRefused(
                Refused.Cause.OTHER_BASE,
                "generation 9 has digest %s here and should have %s; send all services"
                        .formatted(ServiceSet.of(List.of(web)).digest(), change.digest()),
                change,
                7,
                ServiceSet.EMPTY);
    }

    @Test
    void contradictionsAreRefused() {
        final Service twin = service("www", 80, List.of());
        final Service twice = service("api", 81, List.of(), new Backend(ONE, 1), new Backend(ONE, 2));
        final Service sources = service("app", 82, List.of(ONE, IpAddress.parse("10.0.1.2")));
        assertContradiction("two services are named dns", List.of(dns, dns));
        assertContradiction("two services have VIP 203.0.113.10, TCP, port 80", List.of(web, twin));
        assertContradiction("two backends of 'api' have 10.0.1.1", List.of(twice));
        assertContradiction("two sources of 'app' are IPv4", List.of(sources));
        assertContradiction(
                "name 'a\uD800' is not Unicode: half of a surrogate pair stands alone; leave it out",
                List.of(service("a\uD800", 1, List.of())));
        assertContradiction(
                "name '%s…' has 1021 octets in UTF-8; use at most 1020".formatted("x".repeat(40)),
                List.of(service("x".repeat(1021), 1, List.of())));
    }

    private static Handling with(final Oversize oversize) {
        final Handling unsaid = Handling.DEFAULT;
        return new Handling(unsaid.outer(), unsaid.fragments(), oversize, unsaid.quic());
    }

    /** The vector of docs/wire.md: the octets written by hand, the digest by {@code xxd -r -p | sha256sum}. */
    @Test
    void theDigestIsAsDocumented() throws IOException {
        final ClientRule rule = new ClientRule(Prefix.parse("10.0.0.0/8"), List.of(ONE));
        final ServiceSet set = ServiceSet.of(List.of(web.withClients(List.of(rule)), dns));
        final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        CanonicalForm.write(set.services(), octets);
        final String document = Files.readString(Path.of("..", "docs", "wire.md"));
        final String block = document.split("<!-- canonical form -->")[1].split("```")[1];
        final String hex = block.lines()
                .map(line -> line.replaceFirst("#.*", "").replace(" ", ""))
                .collect(Collectors.joining());
        assertEquals(hex, HexFormat.of().formatHex(octets.toByteArray()));
        assertEquals("e5bc435396cec5cabd674a137c5c3641", set.digest().toString());
    }

    @Test
    void anyDifferenceChangesTheDigest() {
        final Set<Digest> digests = new HashSet<>();
        digests.add(ServiceSet.EMPTY.digest());
        digests.add(ServiceSet.of(List.of(dns)).digest());
        digests.add(ServiceSet.of(List.of(web)).digest());
        digests.add(ServiceSet.of(List.of(web, dns)).digest());
        digests.add(
                ServiceSet.of(List.of(service("web", 81, List.of(TWO, ONE), new Backend(TWO, 3), new Backend(ONE, 1))))
                        .digest());
        digests.add(ServiceSet.of(List.of(service("web", 80, List.of(ONE), new Backend(TWO, 3), new Backend(ONE, 1))))
                .digest());
        digests.add(
                ServiceSet.of(List.of(service("web", 80, List.of(TWO, ONE), new Backend(TWO, 3), new Backend(ONE, 2))))
                        .digest());
        digests.add(ServiceSet.of(List.of(dns.with(endpoint("203.0.113.10/31", Protocol.TCP, "53"))))
                .digest());
        digests.add(ServiceSet.of(List.of(dns.with(endpoint("203.0.113.10/32", Protocol.ANY, "53"))))
                .digest());
        digests.add(ServiceSet.of(List.of(dns.with(endpoint("203.0.113.10/32", Protocol.TCP, "53-54"))))
                .digest());
        digests.add(ServiceSet.of(List.of(dns.withClients(List.of(new ClientRule(Prefix.parse("::/0"), List.of())))))
                .digest());
        digests.add(ServiceSet.of(List.of(web.with(new Handling(
                        Handling.DEFAULT.outer(),
                        FragmentPolicy.TRACK,
                        Handling.DEFAULT.oversize(),
                        Handling.DEFAULT.quic()))))
                .digest());
        digests.add(
                ServiceSet.of(List.of(web.with(with(new Oversize(false, 0))))).digest());
        digests.add(
                ServiceSet.of(List.of(web.with(with(new Oversize(true, 1400))))).digest());
        digests.add(ServiceSet.of(List.of(web.with(new Handling(
                        new Outer(
                                63,
                                Outer.DontFragment.COPY,
                                Outer.COPIED,
                                Outer.Ecn.NORMAL,
                                false,
                                Outer.DEFAULT.gue()),
                        Handling.DEFAULT.fragments(),
                        Handling.DEFAULT.oversize(),
                        Handling.DEFAULT.quic()))))
                .digest());
        assertEquals(15, digests.size());
        assertNotEquals(ServiceSet.EMPTY, ServiceSet.of(List.of(dns)));
    }

    private static Endpoint endpoint(final String vip, final Protocol protocol, final String ports) {
        return new Endpoint(Prefix.parse(vip), protocol, Ports.parse(ports));
    }

    private static void assertContradiction(final String message, final List<Service> services) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> ServiceSet.of(services))
                        .getMessage());
    }

    private static void assertRefused(
            final Refused.Cause cause,
            final String reason,
            final NewGeneration generation,
            final long current,
            final ServiceSet services) {
        assertEquals(
                new Refused(generation.number(), 11, cause, reason),
                assertThrows(RefusedGenerationException.class, () -> generation.onto(current, services))
                        .answer());
    }

    private static Service service(
            final String name, final int port, final List<IpAddress> sources, final Backend... backends) {
        return new Service(
                name,
                IpAddress.parse("203.0.113.10"),
                Protocol.TCP,
                port,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                65537,
                sources.stream().map(Prefix::of).toList(),
                List.of(backends));
    }
}
