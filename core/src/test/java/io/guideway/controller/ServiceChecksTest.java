package io.guideway.controller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceChecksTest {
    @Test
    void aNameIsGivenOnce() {
        Sample.GOOD
                .with("name: dns", "name: web")
                .isMeaningless(23, "services[1].name", "web", "the same name as services[0].name", "its own");
    }

    @Test
    void aVipWithProtocolAndPortIsServedOnce() {
        Sample.GOOD
                .with("\"2001:db8::53\"", "203.0.113.10")
                .with("udp", "tcp")
                .with("port: 53", "port: 80")
                .isMeaningless(
                        24,
                        "services[1].vip",
                        "203.0.113.10",
                        "the same VIP, protocol and port as services[0].vip",
                        "one service");
    }

    @Test
    void aVipMayServeSeveralPortsAndProtocols() {
        Sample.GOOD
                .with("\"2001:db8::53\"", "203.0.113.10")
                .with("port: 53", "port: 80")
                .isGood();
        Sample.GOOD.with("\"2001:db8::53\"", "203.0.113.10").with("udp", "tcp").isGood();
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.1, is a multicast address",
        "ff0e::1, is a multicast address",
        "127.0.0.1, is a loopback address",
        "::1, is a loopback address",
        "0.0.0.0, is an unspecified address",
        "'::', is an unspecified address",
        "255.255.255.255, is the broadcast address",
        "169.254.0.1, is a link-local address",
        "fe80::1, is a link-local address"
    })
    void aVipIsUnicast(final String vip, final String message) {
        Sample.GOOD
                .with("vip: 203.0.113.10", "vip: \"%s\"".formatted(vip))
                .isMeaningless(16, "services[0].vip", vip, message, "a VIP is a unicast address");
    }

    @Test
    void aPrefixOfOneAddressIsThatAddress() {
        Sample.GOOD.with("vip: 203.0.113.10", "vip: 203.0.113.10/32").isGood();
        Sample.GOOD.with("\"2001:db8::53\"", "2001:db8::53/128").isGood();
        Sample.GOOD
                .with("\"2001:db8::53\"", "203.0.113.10/32")
                .with("udp", "tcp")
                .with("port: 53", "port: 80-80")
                .isMeaningless(
                        24,
                        "services[1].vip",
                        "203.0.113.10/32",
                        "the same VIP, protocol and port as services[0].vip",
                        "one service");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.10/24, has bits behind its length, write 203.0.113.0/24",
        "2001:db8::1/64, has bits behind its length, write 2001:db8::/64",
        "10.0.0.0/29, 'holds a port''s own address, 10.0.0.2', an address that no interface has",
        "192.0.0.0/2, 'holds 255.255.255.255, the broadcast address', a VIP is of unicast addresses",
        "127.0.0.0/9, is a loopback address, a VIP is a unicast address"
    })
    void aPrefixAsVipHoldsAddressesForClientsAlone(final String vip, final String message, final String remedy) {
        Sample.GOOD.with("vip: 203.0.113.10", "vip: " + vip).isMeaningless(16, "services[0].vip", vip, message, remedy);
    }

    @Test
    void aBackendIsInNoVip() {
        Sample.GOOD
                .with("\"2001:db8::53\"", "10.0.1.0/31")
                .isMeaningless(
                        21, "services[0].backends[0].address", "10.0.1.1", "is a VIP", "the server's own address");
    }

    @ParameterizedTest
    @CsvSource({"tcp, all", "tcp, 8000-8999", "any, all", "any, 80", "udp, 1-65535"})
    void aServiceMayTakeManyPortsAndAnyProtocol(final String protocol, final String port) {
        Sample.GOOD
                .with("vip: 203.0.113.10", "vip: 203.0.113.0/24")
                .with("protocol: tcp", "protocol: " + protocol)
                .with("port: 80", "port: " + port)
                .isGood();
    }

    @ParameterizedTest
    @CsvSource({
        "9000-8000, 8000-8999 or all",
        "0-80, 8000-8999 or all",
        "80-65536, 8000-8999 or all",
        "every, 8000-8999 or all",
        "80-, 8000-8999 or all",
        "0, use 1 to 65535",
        "65536, use 1 to 65535"
    })
    void otherPortsAreNone(final String port, final String remedy) {
        Sample.GOOD
                .with("port: 80", "port: " + port)
                .isMeaningless(18, "services[0].port", port, "a port from 1 to 65535, a range of such ports", remedy);
    }

    @Test
    void aTableSizeIsPrime() {
        tableSize(65536)
                .isMeaningless(20, "services[0].table-size", "65536", "table size 65536 is not prime", "try 65537");
    }

    @Test
    void aTableHasASlotForEachBackend() {
        final String ten = "      - {address: 10.0.1.%d}\n".repeat(8).formatted(11, 12, 13, 14, 15, 16, 17, 18);
        tableSize(7)
                .with("      - {address: 10.0.1.1, weight: 1}\n", ten)
                .isMeaningless(
                        20,
                        "services[0].table-size",
                        "7",
                        "table size 7 has no slot for each of 9 backends",
                        "try 65537");
    }

    @Test
    void aTableWithFewSlotsForEachBackendIsWarnedOf() {
        tableSize(199)
                .warns(
                        20,
                        "services[0].table-size",
                        "199",
                        "table size 199 is less than 100 slots for each of 2 backends",
                        "try 65537");
        tableSize(211).isGood();
    }

    private static Sample tableSize(final int size) {
        return Sample.GOOD.with("mode: ipip", "mode: ipip\n    table-size: " + size);
    }

    @Test
    void theDefaultTableSizeIsHeldAgainstTheBackendsToo() {
        final StringBuilder backends = new StringBuilder();
        for (int i = 0; i < 656; i++) {
            backends.append("      - {address: 10.0.%d.%d}\n".formatted(2 + i / 250, 1 + i % 250));
        }
        Sample.GOOD
                .with("      - {address: 10.0.1.1, weight: 1}\n", backends.toString())
                .warns(
                        15,
                        "services[0].table-size",
                        "",
                        "table size 65537 is less than 100 slots for each of 657 backends",
                        "try 65701");
    }

    @Test
    void oneSourceAFamilyIsEnough() {
        source("[10.0.0.2, 10.0.0.3]")
                .isMeaningless(
                        20,
                        "services[0].source[1]",
                        "10.0.0.3",
                        "the same family as services[0].source[0]",
                        "one source a family");
        source("[10.0.0.2, \"fd00::2\"]").isGood();
    }

    @Test
    void aSourceIsUnicast() {
        source("[224.0.0.1]")
                .isMeaningless(20, "services[0].source[0]", "224.0.0.1", "is a multicast address", "unicast");
    }

    private static Sample source(final String list) {
        return Sample.GOOD.with("mode: ipip", "mode: ipip\n    source: " + list);
    }

    @Test
    void aSourceWithoutAnOuterHeaderIsWarnedOf() {
        Sample.GOOD
                .with("mode: l2dsr", "mode: l2dsr\n    source: [10.0.0.2]")
                .warns(
                        28,
                        "services[1].source",
                        "a list of 1",
                        "has no effect, since this mode has no outer header",
                        "remove it");
    }

    @Test
    void aServiceWithoutBackendsIsLegalAndWarnedOf() {
        Sample.GOOD
                .with("    backends:\n      - {address: 10.0.0.11}\n", "")
                .warns(
                        23,
                        "services[1].backends",
                        "",
                        "is empty, so all packets of this service are dropped",
                        "add a backend");
        Sample.GOOD
                .with("    backends:\n      - {address: 10.0.0.11}\n", "    backends: []\n")
                .warns(
                        28,
                        "services[1].backends",
                        "a list of 0",
                        "is empty, so all packets of this service are dropped",
                        "add a backend");
    }

    @Test
    void backendsOfNoWeightAtAllAreWarnedOf() {
        Sample.GOOD
                .with("{address: 10.0.0.11}", "{address: 10.0.0.11, weight: 0}")
                .warns(29, "services[1].backends", "a list of 1", "weight 0 all of them", "weigh one");
    }
}
