package io.guideway.controller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionLimitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"gre", "gue", "l3dsr", "nat", "fullnat"})
    void otherModesAreRefused(final String mode) {
        Sample.GOOD
                .with("mode: ipip", "mode: " + mode)
                .isMeaningless(
                        19,
                        "services[0].mode",
                        mode,
                        "this version serves the modes l2dsr and ipip only",
                        "use one of them");
    }

    @Test
    void anyProtocolIsRefused() {
        Sample.GOOD
                .with("protocol: tcp", "protocol: any")
                .isMeaningless(
                        17,
                        "services[0].protocol",
                        "any",
                        "this version serves tcp and udp only",
                        "a service for each");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "8000-8999"})
    void manyPortsAreRefused(final String ports) {
        Sample.GOOD
                .with("port: 80", "port: " + ports)
                .isMeaningless(
                        18,
                        "services[0].port",
                        ports,
                        "this version serves single ports only",
                        "a service for each port");
    }

    @Test
    void aPrefixAsVipIsRefused() {
        Sample.GOOD
                .with("vip: 203.0.113.10", "vip: 203.0.113.0/24")
                .isMeaningless(
                        16,
                        "services[0].vip",
                        "203.0.113.0/24",
                        "this version serves single addresses only",
                        "write 203.0.113.0");
    }

    @Test
    void aPrefixOfOneAddressIsThatAddress() {
        Sample.GOOD.with("vip: 203.0.113.10", "vip: 203.0.113.10/32").isGood();
        Sample.GOOD.with("\"2001:db8::53\"", "2001:db8::53/128").isGood();
    }

    @ParameterizedTest
    @CsvSource({"dscp, 7", "gue, '{port: 6080, variant: 1, checksum: zero}'", "quic, '{}'"})
    void keysOfOtherModesAreRefused(final String key, final String value) {
        Sample.GOOD
                .with("mode: ipip", "mode: ipip\n    %s: %s".formatted(key, value))
                .isMeaningless(
                        20,
                        "services[0]." + key,
                        key,
                        "belongs to modes that this version does not serve",
                        "remove the key");
    }

    @Test
    void aBackendsPortIsRefused() {
        Sample.GOOD
                .with("{address: 10.0.0.11}", "{address: 10.0.0.11, port: 8080}")
                .isMeaningless(
                        29,
                        "services[1].backends[0].port",
                        "port",
                        "belongs to modes that this version does not serve",
                        "remove the key");
    }

    @Test
    void decrementingTheInnerTtlIsRefused() {
        Sample.GOOD
                .with("mode: ipip", "mode: ipip\n    decrement-ttl: true")
                .isMeaningless(
                        20,
                        "services[0].decrement-ttl",
                        "true",
                        "leaves the inner packet as it came",
                        "remove the key");
        Sample.GOOD.with("mode: ipip", "mode: ipip\n    decrement-ttl: false").isGood();
    }
}
