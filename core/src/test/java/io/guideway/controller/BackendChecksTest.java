package io.guideway.controller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendChecksTest {
    @Test
    void aBackendIsListedOnceAService() {
        backend("10.0.1.1")
                .isMeaningless(
                        22,
                        "services[0].backends[1].address",
                        "10.0.1.1",
                        "the same backend as services[0].backends[0].address",
                        "more weight");
    }

    @Test
    void twoServicesMayShareABackend() {
        backend("10.0.0.11").isGood();
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.1, is a multicast address",
        "127.0.0.1, is a loopback address",
        "0.0.0.0, is an unspecified address",
        "255.255.255.255, is the broadcast address"
    })
    void aBackendIsUnicast(final String address, final String message) {
        backend(address).isMeaningless(22, "services[0].backends[1].address", address, message, "unicast");
    }

    @Test
    void aBackendIsAnotherMachine() {
        backend("10.0.0.2")
                .isMeaningless(
                        22,
                        "services[0].backends[1].address",
                        "10.0.0.2",
                        "is a port's own address",
                        "another machine");
    }

    @Test
    void aBackendIsNoVip() {
        backend("203.0.113.10")
                .isMeaningless(
                        22, "services[0].backends[1].address", "203.0.113.10", "is a VIP", "the server's own address");
        backend("\"2001:db8::53\"")
                .isMeaningless(
                        22, "services[0].backends[1].address", "2001:db8::53", "is a VIP", "the server's own address");
    }

    @Test
    void aVipIsNoPortsAddress() {
        Sample.GOOD
                .with("vip: 203.0.113.10", "vip: 10.0.0.2")
                .isMeaningless(16, "services[0].vip", "10.0.0.2", "is a port's own address", "no interface has");
    }

    private static Sample backend(final String address) {
        return Sample.GOOD.with("{address: 10.0.1.2, weight: 1}", "{address: %s}".formatted(address));
    }
}
