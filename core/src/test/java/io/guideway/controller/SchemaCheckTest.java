package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckTest {
    @Test
    void anUnknownKeyIsRefusedWithWhatWasMeant() {
        Sample.GOOD
                .with("mode: ipip", "mode: ipip\n    tabel-size: 65537")
                .isMeaningless(20, "services[0].tabel-size", "tabel-size", "unknown key", "did you mean 'table-size'?");
        Sample.GOOD
                .with("services:", "service:\n  []\nservices:")
                .isMeaningless(14, "service", "service", "unknown key", "did you mean 'services'?");
    }

    @Test
    void anUnknownKeyLikeNoneIsRefusedWithTheKnownOnes() {
        Sample.GOOD
                .with("  name: lb-1", "  name: lb-1\n  colour: red")
                .isMeaningless(
                        3, "node.colour", "colour", "unknown key", "remove it; known here: name, tier-seed, metrics");
        Sample.GOOD
                .with("  name: lb-1", "  name: lb-1\n  \"a b\": red")
                .isMeaningless(3, "node[\"a b\"]", "a b", "unknown key", "remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9100", "0.0.0.0:1", "[::1]:65535", "[2001:db8::1]:80"})
    void metricsAreAnAddressAndAPort(final String socket) {
        final InetSocketAddress read = Sample.GOOD
                .with("  name: lb-1", "  name: lb-1\n  metrics: \"%s\"".formatted(socket))
                .accepted()
                .node()
                .metrics()
                .orElseThrow();
        assertEquals(Integer.parseInt(socket.substring(socket.lastIndexOf(':') + 1)), read.getPort());
        assertFalse(read.isUnresolved());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":9100",
                "localhost:9100",
                "127.0.0.1",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "::1:9100",
                "[::1]",
                "[127.0.0.1]:9100",
                "127.0.0.256:9100",
                "127.0.0.1:9100/metrics"
            })
    void metricsThatAreNoneAreRefused(final String socket) {
        Sample.GOOD
                .with("  name: lb-1", "  name: lb-1\n  metrics: \"%s\"".formatted(socket))
                .isMeaningless(
                        3,
                        "node.metrics",
                        socket,
                        "is not an IP address and a TCP port for Prometheus to ask",
                        "write \"127.0.0.1:9100\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "dpdk", "services"})
    void aMissingTopLevelKeyIsNamed(final String key) {
        final ConfigurationException refusal = assertThrows(
                ConfigurationException.class,
                new Sample(Sample.GOOD.yaml().replaceFirst("(?m)^" + key, "x-" + key))::read);
        assertEquals(
                1,
                refusal.problems().stream()
                        .filter(problem ->
                                problem.path().equals(key) && problem.message().equals("is missing"))
                        .count());
    }

    @Test
    void aMissingKeyIsNamedWithAnExample() {
        Sample.GOOD
                .with("    mode: ipip\n", "")
                .isMeaningless(15, "services[0].mode", "", "is missing", "add it, for example ipip");
        Sample.GOOD
                .with("{address: 10.0.0.11}", "{weight: 1}")
                .isMeaningless(29, "services[1].backends[0].address", "", "is missing", "add it, for example 10.0.1.1");
    }

    @Test
    void aSeedOfDigitsWithoutQuotesIsToldToGetThem() {
        Sample.GOOD
                .with("\"000102030405060708090a0b0c0d0e0f\"", "12345678901234567890123456789012")
                .isMeaningless(
                        3,
                        "node.tier-seed",
                        "1234…, 32 characters",
                        "is a whole number, but must be 32 hex digits",
                        "put it in quotes");
        Sample.GOOD
                .with("\"000102030405060708090a0b0c0d0e0f\"", "12345678901234567890123456789e12")
                .isMeaningless(
                        3,
                        "node.tier-seed",
                        "1234…, 32 characters",
                        "is a number with a fraction, but must be 32 hex digits",
                        "put it in quotes");
    }

    @Test
    void aSeedThatNoNumberCanHoldNeedsNoQuotes() {
        Sample.GOOD
                .with("\"000102030405060708090a0b0c0d0e0f\"", "1234567890123456789012345678e901")
                .isGood();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0001",
                "000102030405060708090a0b0c0d0e0g",
                "0x0102030405060708090a0b0c0d0e0f",
                "000102030405060708090a0b0c0d0e0f0"
            })
    void aSeedOfAnotherShapeIsRefusedAndNotPrinted(final String seed) {
        Sample.GOOD
                .with("000102030405060708090a0b0c0d0e0f", seed)
                .isMeaningless(
                        3,
                        "node.tier-seed",
                        "%s…, %d characters".formatted(seed.substring(0, Math.min(4, seed.length())), seed.length()),
                        "is not 32 hex digits, the same on all nodes of the tier",
                        "openssl rand -hex 16");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "port: 80;              port: '\"80\"';      services[0].port;    '\"80\"';   is not a port from 1 to 65535, a range of such ports; without quotes",
                "port: 80;              port: 0;             services[0].port;    0;          is out of range for a port; use 1 to 65535",
                "port: 80;              port: 65536;         services[0].port;    65536;      is out of range for a port; use 1 to 65535",
                "port: 80;              port: 80.5;          services[0].port;    80.5;       is a number with a fraction; write 80",
                "port: 80;              port: 80-;           services[0].port;    80-;        is not a port from 1 to 65535, a range of such ports; write 80",
                "port: 80;              port: [80];          services[0].port;    a list of 1; is a list; write 80",
                "mode: ipip;            mode: ippi;          services[0].mode;    ippi;       is not one of l2dsr, ipip; did you mean 'ipip'?",
                "mode: ipip;            mode: magic;         services[0].mode;    magic;      is not one of l2dsr, ipip; write one of these",
                "protocol: tcp;         protocol: TCP;       services[0].protocol; TCP;       is not one of tcp, udp, any; did you mean 'tcp'?",
                "vip: 203.0.113.10;     vip: example.org;    services[0].vip;     example.org; is not an IP address or prefix; write 203.0.113.10",
                "vip: 203.0.113.10;     vip: 203.0.113.10/33; services[0].vip;    203.0.113.10/33; is not an IP address or prefix; write 203.0.113.10",
                "vip: 203.0.113.10;     vip: 203.0.113;      services[0].vip;     203.0.113;  is not an IP address or prefix; write 203.0.113.10",
                "vip: 203.0.113.10;     vip: 203.0;          services[0].vip;     203.0;      is a number with a fraction, but must be an IP address or prefix; put it in quotes",
                "mode: ipip;            'mode: ipip\n    table-size: 6';        services[0].table-size; 6; is out of range for the number of slots of the lookup table; use 7 to 16777213",
                "mode: ipip;            'mode: ipip\n    table-size: 16777214'; services[0].table-size; 16777214; is out of range; use 7 to 16777213",
                "mode: ipip;            'mode: ipip\n    table-size: many';     services[0].table-size; many; is text, but must be the number of slots of the lookup table; write 65537",
                "mode: ipip;            'mode: ipip\n    hash: five_tuple';     services[0].hash; five_tuple; is not one of five-tuple; did you mean 'five-tuple'?",
                "mode: ipip;            'mode: ipip\n    drain: 5';             services[0].drain; 5; is a whole number, but must be a duration; put it in quotes",
                "mode: ipip;            'mode: ipip\n    drain: 5 min';         services[0].drain; 5 min; is not a duration; write 2s",
                "mode: ipip;            'mode: ipip\n    health: {htpp: /}';    services[0].health.htpp; htpp; unknown key; did you mean 'http'?",
                "mode: ipip;            'mode: ipip\n    source: 10.0.0.2';     services[0].source; 10.0.0.2; is text, but must be a list; write [",
                "'10.0.1.1, weight: 1'; '10.0.1.1, weight: -1';      services[0].backends[0].weight; -1; is out of range; use 0 to 1000000",
                "'10.0.1.1, weight: 1'; '10.0.1.1, weight: 1000001'; services[0].backends[0].weight; 1000001; is out of range; use 0 to 1000000",
                "'10.0.1.1, weight: 1'; '10.0.1.1, weight: 1.5';     services[0].backends[0].weight; 1.5; is a number with a fraction; write 1",
                "{address: 10.0.0.11};  10.0.0.11;           services[1].backends[0]; 10.0.0.11; is text, but must be a server; write {address",
            })
    void aWrongValueIsNamedWithItsRemedy(
            final String old,
            final String now,
            final String path,
            final String value,
            final String message,
            final String remedy) {
        refused(old, now, path, value, message, remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "workers: [1];  workers: [];             dpdk.workers;    a list of 0; is empty, but must be a list of CPU numbers; write [1]",
                "workers: [1];  workers: [-1];           dpdk.workers[0]; -1;  is out of range; use 0 to 4095",
                "workers: [1];  workers: [4096];         dpdk.workers[0]; 4096; is out of range; use 0 to 4095",
                "workers: [1];  workers: 1;              dpdk.workers;    1;   is a whole number, but must be a list of CPU numbers; write [1]",
                "workers: [1];  'workers: [1]\n  burst: 0';  dpdk.burst;  0;   is out of range for the number of packets taken by one poll; use 1 to 64",
                "workers: [1];  'workers: [1]\n  burst: 65'; dpdk.burst;  65;  is out of range for the number of packets taken by one poll; use 1 to 64",
                "workers: [1];  'workers: [1]\n  idle: busyspin'; dpdk.idle; busyspin; is not one of busy-spin, backoff; did you mean 'busy-spin'?",
                "workers: [1];  'workers: [1]\n  eal: [\"\"]';    dpdk.eal[0]; ''''''; is not an argument of DPDK; write --no-pci",
                "workers: [1];  'workers: [1]\n  eal: [1]';       dpdk.eal[0]; 1;  is a whole number; put it in quotes",
                "- id: 0;       - id: -1;                dpdk.ports[0].id; -1; is out of range for DPDK's number of the port; use 0 to 65534",
                "- id: 0;       '- id: 0\n      mtu: 575';  dpdk.ports[0].mtu; 575; is out of range for the longest IP packet; use 576 to 9600",
                "- id: 0;       '- id: 0\n      mtu: 9601'; dpdk.ports[0].mtu; 9601; is out of range for the longest IP packet; use 576 to 9600",
                "- id: 0;       '- id: 0\n      promiscuous: yes'; dpdk.ports[0].promiscuous; yes; is text, but must be true or false; write false",
                "- id: 0;       '- id: 0\n      mac: 2:0:0:0:0:1'; dpdk.ports[0].mac; 2:0:0:0:0:1; is not an Ethernet address; write \"02:00:00:00:00:01\"",
                "- id: 0;       '- id: 0\n      kernel-path: a/b'; dpdk.ports[0].kernel-path; a/b; is not the name of a TAP interface; write gw0",
                "10.0.0.2/24;   10.0.0.2;                dpdk.ports[0].address[0]; 10.0.0.2; is not an address with prefix length; write 10.0.0.2/24",
                "10.0.0.2/24;   10.0.0.2/33;             dpdk.ports[0].address[0]; 10.0.0.2/33; is not an address with prefix length; write 10.0.0.2/24",
                "gateway: [10.0.0.1; gateway: [10.0.0.1/24; dpdk.ports[0].gateway[0]; 10.0.0.1/24; is not an IP address; write 10.0.0.1",
                "10.0.0.11: \"02:00:00:00:00:0b\"; 10.0.0.11: 02-00-00-00-00-0b; 'dpdk.ports[0].neighbours[\"10.0.0.11\"]'; 02-00-00-00-00-0b; is not an Ethernet address; write \"02:00",
                "10.0.0.11: \"02:00:00:00:00:0b\"; server: 02:00:00:00:00:0b; dpdk.ports[0].neighbours.server; server; is not an IP address; write 10.0.0.1",
                "10.0.0.11: \"02:00:00:00:00:0b\"; 10.0.0.11: 020000000011; 'dpdk.ports[0].neighbours[\"10.0.0.11\"]'; 020000000011; is a whole number; put it in quotes",
            })
    void aWrongValueOfAPortIsNamedWithItsRemedy(
            final String old,
            final String now,
            final String path,
            final String value,
            final String message,
            final String remedy) {
        refused(old, now, path, value, message, remedy);
    }

    private static void refused(
            final String old,
            final String now,
            final String path,
            final String value,
            final String message,
            final String remedy) {
        final Sample bad = Sample.GOOD.with(old, now);
        final int changed = Sample.GOOD.yaml().indexOf(old) + now.lastIndexOf('\n') + 1;
        final int line = 1
                + (int) bad.yaml().chars().limit(changed).filter(c -> c == '\n').count();
        bad.isMeaningless(line, path, value, message, remedy);
    }

    @Test
    void aFileOfOneWordIsYamlButNoConfiguration() {
        new Sample("hello")
                .isMeaningless(
                        1,
                        "",
                        "hello",
                        "is text, but must be a mapping",
                        "write a mapping with node, dpdk and services");
    }

    @Test
    void nothingWhereAListIsExpectedIsNamed() {
        final String yaml = Sample.GOOD.yaml();
        new Sample(yaml.substring(0, yaml.indexOf("services:")) + "services:\n")
                .isMeaningless(14, "services", "nothing", "is nothing, but must be a list of services", "write []");
    }

    @Test
    void noPortsAreRefused() {
        new Sample(Sample.GOOD.yaml().replaceAll("(?s)ports:.*workers:", "ports: []\n  workers:"))
                .isMeaningless(
                        5, "dpdk.ports", "a list of 0", "is empty, but must be a list of ports", "write - {id: 0");
    }

    @Test
    void tooManyBackendsAreRefused() {
        final String list = "      - {address: 10.0.1.1}\n".repeat(65_536);
        Sample.GOOD
                .with("      - {address: 10.0.0.11}\n", list)
                .isMeaningless(29, "services[1].backends", "a list of 65536", "is too long", "give at most 65535");
    }

    @Test
    void macAddressesNeedNoQuotes() {
        Sample.GOOD.with("\"02:00:00:00:00:0b\"", "02:00:00:00:00:11").isGood();
        Sample.GOOD.with("\"02:00:00:00:00:0b\"", "12:10:10:10:10:10").isGood();
    }

    @Test
    void ipv6AddressesInListsNeedNoQuotesUnlessTheyEndInAColon() {
        Sample.GOOD
                .with("[10.0.0.2/24, \"fd00::2/64\"]", "[10.0.0.2/24, fd00::2/64]")
                .with("[10.0.0.1, \"fd00::1\"]", "[fd00::1, 10.0.0.1]")
                .isGood();
    }
}
