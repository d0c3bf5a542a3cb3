package io.guideway.controller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionLimitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"nat", "fullnat"})
    void otherModesAreRefused(final String mode) {
        Sample.GOOD
                .with("mode: ipip", "mode: " + mode)
                .isMeaningless(
                        19,
                        "services[0].mode",
                        mode,
                        "this version serves the modes l2dsr, ipip, gre, gue and l3dsr only",
                        "use one of them");
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
}
