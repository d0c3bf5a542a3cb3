package io.guideway.controller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What services say of their flows, and what workers remember of them. */
class TrackingChecksTest {
    private static Sample service(final String key, final String value) {
        return Sample.GOOD.with("mode: ipip", "mode: ipip\n    %s: %s".formatted(key, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"moved", "all", "none"})
    void everyScopeIsServed(final String word) {
        service("track", word).isGood();
    }

    @Test
    void aDrainIsOfWholeSeconds() {
        service("drain", "10m").isGood();
        service("drain", "1500ms")
                .isMeaningless(20, "services[0].drain", "1500ms", "is no whole number of seconds", "write 5m");
    }

    @Test
    void aDrainIsNotLongerThanRecordsAreKept() {
        service("drain", "11m")
                .isMeaningless(
                        20,
                        "services[0].drain",
                        "11m",
                        "is longer than records are kept, 10m",
                        "set dpdk.records.idle to that or more");
    }

    @Test
    void stickingIsForUdp() {
        service("udp", "stick").warns(20, "services[0].udp", "stick", "has no effect on TCP", "remove it");
    }
}
