package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.health.Check;
import io.guideway.controller.health.Damping;
import io.guideway.controller.health.HealthPolicy;
import io.guideway.controller.health.SlowStart;
import io.guideway.controller.health.StatusSet;
import io.guideway.controller.health.TestCertificate;
import io.guideway.controller.health.Tls;
import io.guideway.controller.health.ViaVip;
import io.guideway.controller.health.Watermark;
import io.guideway.controller.health.Way;
import io.guideway.packet.IpAddress;
import io.guideway.service.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthConfigurationTest {
    @Test
    void aServiceWithoutHealthIsNotChecked() {
        assertEquals(Map.of(), Sample.GOOD.accepted().health());
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        assertEquals(
                new HealthPolicy(
                        new Check.Tcp(),
                        80,
                        Duration.ofSeconds(2),
                        10,
                        Duration.ofSeconds(1),
                        2,
                        3,
                        Damping.NONE,
                        Watermark.ONLY_NONE,
                        SlowStart.NONE,
                        Way.DIRECT),
                policy("{tcp: connect}"));
        assertEquals(
                new Damping(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(10)),
                policy("{tcp: connect, damping: {}}").damping());
        assertEquals(
                new Watermark(50, 50),
                policy("{tcp: connect, watermark: {low: 50}}").watermark());
        assertEquals(
                new SlowStart(Duration.ofSeconds(30), 5),
                policy("{tcp: connect, slow-start: {over: 30s}}").slowStart());
    }

    @Test
    void aShortIntervalShortensTheDefaultTimeout() {
        assertEquals(
                Duration.ofMillis(250),
                policy("{tcp: connect, interval: 250ms}").timeout());
    }

    @Test
    void everyTimeAndCountIsTakenUp() {
        assertEquals(
                new HealthPolicy(
                        new Check.Tcp(),
                        8080,
                        Duration.ofMillis(500),
                        20,
                        Duration.ofMillis(300),
                        4,
                        5,
                        new Damping(Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofHours(3)),
                        new Watermark(30, 60),
                        new SlowStart(Duration.ofMinutes(1), 10),
                        Way.DIRECT),
                policy("{tcp: connect, port: 8080, interval: 500ms, jitter: 20, timeout: 300ms, rise: 4, fall: 5,"
                        + " damping: {hold: 1s, longest: 2m, forget: 3h}, watermark: {low: 30, high: 60},"
                        + " slow-start: {over: 1m, steps: 10}}"));
    }

    @Test
    void anHttpCheckIsReadAsItStands() {
        assertEquals(
                new Check.Http(
                        "/healthz?a=b",
                        Optional.empty(),
                        statuses(200, 200, 204, 204, 300, 399),
                        Optional.of("ok"),
                        Optional.of("www.example.org:8080"),
                        Map.of("X-Check", "1")),
                policy("{http: /healthz?a=b, status: [200, 204, 300-399], body: ok, host: \"www.example.org:8080\","
                                + " headers: {X-Check: \"1\"}}")
                        .check());
    }

    @ParameterizedTest
    @CsvSource({"204, 204, 204", "200-299, 200, 299", "'\"200-299\"', 200, 299"})
    void aStatusIsANumberOrARange(final String written, final int first, final int last) {
        final Check.Http check =
                (Check.Http) policy("{http: /, status: %s}".formatted(written)).check();
        assertEquals(statuses(first, last), check.statuses());
    }

    private static StatusSet statuses(final int... ends) {
        return new StatusSet(IntStream.range(0, ends.length / 2)
                .mapToObj(i -> new StatusSet.Range(ends[2 * i], ends[2 * i + 1]))
                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.org, www.example.org",
        "www.example.org:8443, www.example.org",
        "192.0.2.1:8443, 192.0.2.1",
        "[2001:db8::1]:8443, 2001:db8::1"
    })
    void theNameOfATlsServerIsItsHostWithoutAPort(final String host, final String name) {
        final Tls expected = new Tls(false, List.of(), Optional.of(name));
        assertEquals(
                new Check.TlsHandshake(expected),
                policy("{tls: handshake, host: \"%s\"}".formatted(host)).check());
        assertEquals(
                Optional.of(expected),
                ((Check.Http) policy("{https: /, host: \"%s\"}".formatted(host)).check()).tls());
    }

    @Test
    void authoritiesAreReadFromTheirFile(@TempDir final Path directory) throws Exception {
        final TestCertificate one = TestCertificate.make(directory.resolve("one.p12"));
        final TestCertificate two = TestCertificate.make(directory.resolve("two.p12"));
        final Path file = Files.writeString(directory.resolve("ca.pem"), one.pem() + two.pem());
        final Check.TlsHandshake check =
                (Check.TlsHandshake) policy("{tls: handshake, verify: true, authorities: %s}".formatted(file))
                        .check();
        assertTrue(check.tls().verify());
        assertEquals(2, check.tls().authorities().size());
    }

    @Test
    void authoritiesThatCannotBeReadAreRefused(@TempDir final Path directory) throws Exception {
        final Path file = Files.writeString(directory.resolve("ca.pem"), "no certificate");
        refused(
                "{tls: handshake, verify: true, authorities: %s}".formatted(file),
                "authorities",
                file.toString(),
                "cannot be read as certificates",
                "a readable file in PEM");
        refused(
                "{tls: handshake, verify: true, authorities: /nowhere/ca.pem}",
                "authorities",
                "/nowhere/ca.pem",
                "cannot be read as certificates: /nowhere/ca.pem",
                "a readable file in PEM");
    }

    @Test
    void datagramsAreReadAsTheyStand() {
        assertEquals(
                new Check.Udp("ping\u00ff", Optional.of("pong")),
                policy("{udp: \"ping\\xff\", answer: pong}").check());
        assertEquals(
                new Check.Dns("www.example.org", Check.RecordType.A),
                policy("{dns: www.example.org}").check());
        assertEquals(
                new Check.Dns("example.org", Check.RecordType.SOA),
                policy("{dns: example.org, record: soa}").check());
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeOfRecordCanBeAskedFor(final Check.RecordType type) {
        final String word = type.name().toLowerCase(Locale.ROOT);
        assertEquals(
                new Check.Dns("example.org", type),
                policy("{dns: example.org, record: %s}".formatted(word)).check());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{htpp: /};                     htpp;    htpp;    unknown key; did you mean 'http'?",
                "{http: healthz};               http;    healthz; is not a path that an HTTP check asks for; write /healthz",
                "{http: /a b};                  http;    /a b;    is not a path that an HTTP check asks for; write /healthz",
                "{http: \"/x\\n\"};               http;    /x\ufffd; is not a path that an HTTP check asks for; write /healthz",
                "{http: /, headers: {a: \"x\\n\"}}; headers.a; x\ufffd; is not an HTTP header's value; write",
                "{http: /, host: \"a\\n\"};       host;    a\ufffd; is not a server's name or address; write www.example.org",
                "{tcp: yes};                    tcp;     yes;     is not one of connect; write one of these",
                "{http: /, status: 99};         status;  99;      is out of range for an HTTP status; use 200 to 599",
                "{http: /, status: '200-'};     status;  200-;    is not an HTTP status; write 200, 200-299",
                "{http: /, status: []};         status;  a list of 0; is empty, but must be an HTTP status; write 200",
                "{http: /, status: [ok]};       status[0]; ok;    is not an HTTP status or a range; write 200 or 200-299",
                "{http: /, headers: {'a b': x}}; headers[\"a b\"]; a b; is not the name of an HTTP header; write X-Check",
                "{http: /, headers: {a: \"x\\ny\"}}; headers.a; x\ufffdy; is not an HTTP header's value; write",
                "{http: /, host: 'a/b'};        host;    a/b;     is not a server's name or address; write www.example.org",
                "{dns: 'a..b'};                 dns;     a..b;    is not a name to ask a name server for; write www.example.org",
                "{dns: a, record: any};         record;  any;     is not one of a, ns; write one of these",
                "{udp: \"\\u0100\"};            udp;     \u0100;  is not the octets of a datagram; write ping",
                "{udp: ''};                     udp;     '''''';  is not the octets of a datagram; write ping",
                "{tcp: connect, interval: 5};   interval; 5;      is a whole number, but must be a duration; put it in quotes",
                "{tcp: connect, jitter: 51};    jitter;  51;      is out of range; use 0 to 50",
                "{tcp: connect, rise: 0};       rise;    0;       is out of range; use 1 to 1000",
                "{tcp: connect, watermark: {}}; watermark.low; ;  is missing; add it, for example 50",
                "{tcp: connect, watermark: {low: 101}}; watermark.low; 101; is out of range; use 0 to 100",
                "{tcp: connect, slow-start: {}}; slow-start.over; ; is missing; add it, for example 30s",
                "{tcp: connect, slow-start: {over: 5s, steps: 1}}; slow-start.steps; 1; is out of range; use 2 to 100",
            })
    void theSchemaRefuses(
            final String health, final String path, final String value, final String message, final String remedy) {
        refused(health, path, value, message, remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{http: /, tcp: connect};        tcp;       tcp;    is a second check beside http; keep one of them",
                "{tcp: connect, status: 200};    status;    status; means nothing to a check by tcp; remove the key",
                "{udp: x, body: y};              body;      body;   means nothing to a check by udp; remove the key",
                "{http: /, verify: true};        verify;    verify; means nothing to a check by http; remove the key",
                "{http: /, answer: y};           answer;    answer; means nothing to a check by http; remove the key",
                "{https: /, record: a};          record;    record; means nothing to a check by https; remove the key",
                "{tls: handshake, authorities: /x}; authorities; authorities; has no effect without verification; add `verify: true`",
                "{http: /, headers: {hOst: x}};  headers.hOst; hOst; is a header that the check writes itself; written as `host`",
                "{http: /, status: 299-200};     status;    299-200; holds a range that ends before it begins; write 200-299",
                "{http: /, interval: 99ms};      interval;  99ms;   is out of range; use 100ms to 1h",
                "{http: /, interval: 61m};       interval;  61m;    is out of range; use 100ms to 1h",
                "{http: /, interval: 999999999h}; interval; 999999999h; is out of range; use 100ms to 1h",
                "{http: /, timeout: 2001ms};     timeout;   2001ms; is out of range; use 10ms to 2s",
                "{http: /, interval: 5s, timeout: 6s}; timeout; 6s; is out of range; use 10ms to 5s",
                "{http: /, timeout: 9ms};        timeout;   9ms;    is out of range; use 10ms to 2s",
                "{http: /, damping: {hold: 10m}}; damping.hold; 10m; is out of range; use 0s to 5m",
                "{http: /, damping: {longest: 25h}}; damping.longest; 25h; is out of range; use 0s to 24h",
                "{http: /, watermark: {low: 50, high: 40}}; watermark.high; 40; is below the low watermark; use 50 to 100",
                "{http: /, slow-start: {over: 999ms}}; slow-start.over; 999ms; is out of range; use 1s to 24h",
            })
    void whatMakesNoSenseIsRefused(
            final String health, final String path, final String value, final String message, final String remedy) {
        refused(health, path, value, message, remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{port: 80, interval: 5s}"})
    void aHealthWithoutACheckIsRefused(final String health) {
        with(health)
                .isMeaningless(
                        20,
                        "services[0].health",
                        "a mapping with %d keys".formatted(health.equals("{}") ? 0 : 2),
                        "names no check",
                        "add one of http, https, tcp, tls, udp, dns, grpc, grpcs");
    }

    @Test
    void aGrpcCheckMayBeAboutOneServiceOrTheWholeServer() {
        assertEquals(
                new Check.Grpc("shop.v1.Cart", Optional.empty(), Optional.of("shop.example.org")),
                policy("{grpc: shop.v1.Cart, host: shop.example.org}").check());
        assertEquals(
                new Check.Grpc("", Optional.of(new Tls(true, List.of(), Optional.empty())), Optional.empty()),
                policy("{grpcs: \"\", verify: true}").check());
    }

    @Test
    void checksViaTheVipGoAsPacketsOfTheServiceDo() {
        final ViaVip way =
                assertInstanceOf(ViaVip.class, policy("{http: /, via: vip}").way());
        assertEquals(IpAddress.parse("203.0.113.10"), way.vip());
        assertEquals(Mode.IPIP, way.mode());
        assertEquals(Optional.of(IpAddress.parse("10.0.0.2")), way.source(IpAddress.parse("10.0.1.1")));
        assertEquals(Optional.of(IpAddress.parse("fd00::2")), way.source(IpAddress.parse("fd01::1")));
        assertEquals(Optional.of(0x02_00_00_00_00_0bL), way.mac(IpAddress.parse("10.0.0.11")));
        assertEquals(way, policy("{http: /, via: vip}").way());
    }

    @Test
    void linkLocalBackendsCannotBeChecked() {
        Sample.GOOD
                .with("{address: 10.0.0.11}", "{address: \"fe80::11\"}")
                .with("\"fd00::2/64\"]", "\"fd00::2/64\", \"fe80::2/64\"]")
                .with("    10.0.0.11: \"02", "    fe80::11: \"02")
                .with("mode: l2dsr", "mode: l2dsr\n    health: {dns: example.org}")
                .isMeaningless(
                        30,
                        "services[1].backends[0].address",
                        "fe80::11",
                        "is a link-local address, which checks cannot reach",
                        "use another address");
    }

    private static HealthPolicy policy(final String health) {
        return with(health).accepted().health().get("web");
    }

    private static void refused(
            final String health, final String path, final String value, final String message, final String remedy) {
        with(health).isMeaningless(20, "services[0].health." + path, value == null ? "" : value, message, remedy);
    }

    private static Sample with(final String health) {
        return Sample.GOOD.with("mode: ipip", "mode: ipip\n    health: " + health);
    }
}
