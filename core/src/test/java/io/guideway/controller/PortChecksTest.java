package io.guideway.controller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortChecksTest {
    private static final String SECOND_PORT = "    - {id: %s, address: [%s]}\n  workers: [1]";

    @Test
    void aPortIsListedOnce() {
        Sample.GOOD
                .with("  workers: [1]", SECOND_PORT.formatted("0", "10.9.0.1/24"))
                .isMeaningless(13, "dpdk.ports[1].id", "0", "the same port id as dpdk.ports[0].id", "list a port once");
        Sample.GOOD
                .with("  workers: [1]", SECOND_PORT.formatted("1", "10.9.0.1/24"))
                .isGood();
    }

    @Test
    void anAddressBelongsToOnePort() {
        Sample.GOOD
                .with("  workers: [1]", SECOND_PORT.formatted("1", "10.0.0.2/25"))
                .isMeaningless(
                        13,
                        "dpdk.ports[1].address[0]",
                        "10.0.0.2/25",
                        "the same address as dpdk.ports[0].address[0]",
                        "one port");
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.1/24, is a multicast address",
        "127.0.0.1/8, is a loopback address",
        "0.0.0.0/0, is an unspecified address",
        "255.255.255.255/32, is the broadcast address"
    })
    void aPortsAddressIsUnicast(final String address, final String message) {
        Sample.GOOD
                .with("[10.0.0.2/24", "[%s, 10.0.0.2/24".formatted(address))
                .isMeaningless(7, "dpdk.ports[0].address[0]", address, message, "unicast");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.9.0/24", "10.0.9.255/24", "10.0.9.4/30", "10.0.9.7/30"})
    void aPortsAddressIsNotTheNetworks(final String address) {
        Sample.GOOD
                .with("[10.0.0.2/24", "[%s, 10.0.0.2/24".formatted(address))
                .isMeaningless(
                        7, "dpdk.ports[0].address[0]", address, "is the network's or its broadcast address", "between");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.9.4/31", "10.0.9.5/31", "10.0.9.4/32", "10.0.9.5/30", "fd01::/64", "fe80::1/64"})
    void pointToPointAndIpv6AddressesAreFree(final String address) {
        Sample.GOOD
                .with("[10.0.0.2/24", "[\"%s\", 10.0.0.2/24".formatted(address))
                .isGood();
    }

    @Test
    void ipv6NeedsItsMtu() {
        Sample.GOOD
                .with("- id: 0", "- id: 0\n      mtu: 1279")
                .isMeaningless(
                        7, "dpdk.ports[0].mtu", "1279", "is less than the 1280 octets that IPv6 needs", "at least");
        Sample.GOOD.with("- id: 0", "- id: 0\n      mtu: 1280").isGood();
    }

    @ParameterizedTest
    @CsvSource({
        "00:00:00:00:00:00, is all zeros",
        "01:00:5e:00:00:01, is a group address",
        "ff:ff:ff:ff:ff:ff, is a group address"
    })
    void aMacAddressIsOneStations(final String mac, final String message) {
        Sample.GOOD
                .with("- id: 0", "- id: 0\n      mac: \"%s\"".formatted(mac))
                .isMeaningless(7, "dpdk.ports[0].mac", mac, message, "one station's");
        Sample.GOOD
                .with("\"02:00:00:00:00:0b\"", '"' + mac + '"')
                .isMeaningless(12, "dpdk.ports[0].neighbours[\"10.0.0.11\"]", mac, message, "one station's");
    }

    @Test
    void aGatewayIsOnTheLink() {
        Sample.GOOD
                .with("gateway: [10.0.0.1,", "gateway: [10.0.9.1,")
                .isMeaningless(
                        8,
                        "dpdk.ports[0].gateway[0]",
                        "10.0.9.1",
                        "is in no prefix of this port",
                        "mend the prefix length");
    }

    @Test
    void aGatewayIsAnotherMachine() {
        Sample.GOOD
                .with("gateway: [10.0.0.1,", "gateway: [10.0.0.2,")
                .isMeaningless(8, "dpdk.ports[0].gateway[0]", "10.0.0.2", "is the port's own address", "name a router");
        Sample.GOOD
                .with("gateway: [10.0.0.1,", "gateway: [224.0.0.1,")
                .isMeaningless(8, "dpdk.ports[0].gateway[0]", "224.0.0.1", "is a multicast address", "unicast");
    }

    @Test
    void oneGatewayAFamilyIsEnough() {
        Sample.GOOD
                .with("gateway: [10.0.0.1,", "gateway: [10.0.0.1, 10.0.0.11,")
                .isMeaningless(
                        8,
                        "dpdk.ports[0].gateway[1]",
                        "10.0.0.11",
                        "the same family as dpdk.ports[0].gateway[0]",
                        "one gateway a family");
    }

    @Test
    void twoPortsHaveTwoKernelPaths() {
        Sample.GOOD
                .with("- id: 0", "- {id: 7, kernel-path: gw0}\n    - id: 0\n      kernel-path: gw0")
                .isMeaningless(
                        8,
                        "dpdk.ports[1].kernel-path",
                        "gw0",
                        "the same interface as dpdk.ports[0].kernel-path",
                        "give each port its own");
    }

    @Test
    void aNeighbourIsListedOnceInWhateverSpelling() {
        Sample.GOOD
                .with("        fd00::1:", "        fd00:0::1: 02:00:00:00:00:01\n        fd00::1:")
                .isMeaningless(
                        12,
                        "dpdk.ports[0].neighbours[\"fd00::1\"]",
                        "fd00::1",
                        "the same address as dpdk.ports[0].neighbours[\"fd00:0::1\"]",
                        "keep one");
    }

    @Test
    void aPortIsNotItsOwnNeighbour() {
        Sample.GOOD
                .with("        fd00::1:", "        fd00::2: 02:00:00:00:00:02\n        fd00::1:")
                .isMeaningless(
                        11,
                        "dpdk.ports[0].neighbours[\"fd00::2\"]",
                        "fd00::2",
                        "is the port's own address",
                        "neighbours only");
    }

    @Test
    void aNeighbourBeyondTheLinkIsWarnedOf() {
        Sample.GOOD
                .with("        fd00::1:", "        10.0.9.9: 02:00:00:00:00:02\n        fd00::1:")
                .warns(
                        11,
                        "dpdk.ports[0].neighbours[\"10.0.9.9\"]",
                        "10.0.9.9",
                        "is in no prefix of this port",
                        "mend the prefix length");
    }

    @Test
    void twoWorkersDoNotShareACpu() {
        Sample.GOOD
                .with("workers: [1]", "workers: [1, 2, 1]")
                .isMeaningless(
                        13, "dpdk.workers[2]", "1", "the same CPU as dpdk.workers[0]", "give each worker its own");
    }
}
