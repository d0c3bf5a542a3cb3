package io.guideway.controller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What services say of packets that are too long. */
class OversizeChecksTest {
    private static Sample service(final String key, final String value) {
        return Sample.GOOD.with("mode: ipip", "mode: ipip\n    %s: %s".formatted(key, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fragment", "drop"})
    void whatMayBeFragmentedIsOrIsDropped(final String word) {
        service("too-big", word).isGood();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamp", "536", "1400", "9560"})
    void segmentsMayBeBounded(final String value) {
        service("mss", value).isGood();
    }

    @Test
    void udpHasNoSegments() {
        Sample.GOOD
                .with("protocol: udp", "protocol: udp\n    mss: clamp")
                .warns(26, "services[1].mss", "clamp", "has no effect on UDP", "remove it");
    }
}
