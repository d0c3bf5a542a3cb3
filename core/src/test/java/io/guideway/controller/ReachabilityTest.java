package io.guideway.controller;

import org.junit.jupiter.api.Test;

class ReachabilityTest {
    private static final String BOTH_GATEWAYS = "gateway: [10.0.0.1, \"fd00::1\"]";

    @Test
    void neighboursNeedNoEntries() {
        Sample.GOOD
                .with("        10.0.0.11: \"02:00:00:00:00:0b\"\n", "")
                .with("        10.0.0.1: \"02:00:00:00:00:01\"\n", "")
                .isGood();
    }

    @Test
    void l2dsrReachesItsLinksOnly() {
        Sample.GOOD
                .with("{address: 10.0.0.11}", "{address: 10.0.1.11}")
                .isMeaningless(
                        29,
                        "services[1].backends[0].address",
                        "10.0.1.11",
                        "is on no port's link, where l2dsr needs it",
                        "use ipip");
    }

    @Test
    void ipipReachesItsLinksToo() {
        Sample.GOOD
                .with("{address: 10.0.1.2, weight: 1}", "{address: 10.0.0.11}")
                .isGood();
    }

    @Test
    void ipipNeedsAGatewayOfTheBackendsFamily() {
        Sample.GOOD
                .with(BOTH_GATEWAYS, "gateway: [10.0.0.1]")
                .with("{address: 10.0.1.2, weight: 1}", "{address: \"2001:db8:1::2\"}")
                .isMeaningless(
                        22,
                        "services[0].backends[1].address",
                        "2001:db8:1::2",
                        "cannot be reached: it is on no port's link and no port has an IPv6 gateway",
                        "add a gateway");
        Sample.GOOD
                .with("{address: 10.0.1.2, weight: 1}", "{address: \"2001:db8:1::2\"}")
                .isGood();
    }

    @Test
    void anOuterSourceMustBeAnswerable() {
        final Sample linkLocal = Sample.GOOD
                .with("\"fd00::2/64\"", "\"fe80::2/64\"")
                .with(BOTH_GATEWAYS, "gateway: [10.0.0.1, \"fe80::1\"]")
                .with("        fd00::1:", "        fe80::1:")
                .with("{address: 10.0.1.2, weight: 1}", "{address: \"2001:db8:1::2\"}");
        linkLocal.isMeaningless(
                22,
                "services[0].backends[1].address",
                "2001:db8:1::2",
                "has no outer source address",
                "give the service a source");
        linkLocal
                .with("mode: ipip", "mode: ipip\n    source: [\"2001:db8::2\"]")
                .isGood();
    }
}
