package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.AnnouncedVips;
import io.guideway.service.Backend;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.NextHop;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {
    @Test
    void theSampleIsReadWithoutAWarning() {
        Sample.GOOD.isGood();
    }

    @Test
    void thePortIsReadAsItStands() {
        final DpdkConfig dpdk = Sample.GOOD.accepted().dpdk();
        assertEquals(
                List.of(new PortConfig(
                        0,
                        OptionalLong.empty(),
                        List.of(Prefix.parse("10.0.0.2/24"), Prefix.parse("fd00::2/64")),
                        List.of(ip("10.0.0.1"), ip("fd00::1")),
                        Map.of(
                                ip("10.0.0.1"),
                                0x02_00_00_00_00_01L,
                                ip("fd00::1"),
                                0x02_00_00_00_00_01L,
                                ip("10.0.0.11"),
                                0x02_00_00_00_00_0bL),
                        false,
                        1500,
                        Optional.empty(),
                        10_000,
                        AnnouncedVips.ON_LINK)),
                dpdk.ports());
        assertEquals(List.of(1), dpdk.workers());
        assertEquals(List.of(), dpdk.eal());
        assertEquals(32, dpdk.burst());
        assertEquals(IdleMode.BUSY_SPIN, dpdk.idle());
    }

    @Test
    void theServicesAreReadAsTheyStand() {
        assertEquals(
                List.of(
                        new Service(
                                "web",
                                ip("203.0.113.10"),
                                Protocol.TCP,
                                80,
                                Mode.IPIP,
                                HashFields.FIVE_TUPLE,
                                65537,
                                List.of(),
                                List.of(new Backend(ip("10.0.1.1"), 1), new Backend(ip("10.0.1.2"), 1))),
                        new Service(
                                "dns",
                                ip("2001:db8::53"),
                                Protocol.UDP,
                                53,
                                Mode.L2DSR,
                                HashFields.FIVE_TUPLE,
                                65537,
                                List.of(),
                                List.of(new Backend(ip("10.0.0.11"), 1)))),
                Sample.GOOD.accepted().services());
    }

    @ParameterizedTest
    @CsvSource({"three-tuple, THREE_TUPLE", "track, TRACK", "drop, DROP"})
    void fragmentsGoTheWayThatTheFileSays(final String word, final FragmentPolicy policy) {
        final Service web = Sample.GOOD
                .with("mode: ipip", "mode: ipip\n    fragments: " + word)
                .accepted()
                .services()
                .getFirst();
        assertEquals(policy, web.handling().fragments());
    }

    @Test
    void everyOptionalKeyIsTakenUp() {
        final Configuration configuration = Sample.GOOD
                .with(
                        "  workers: [1]",
                        "  workers: [3, 0x2]\n  burst: 64\n  idle: backoff\n  eal: [--no-pci, --in-memory]")
                .with("- id: 0", "- id: 7\n      mac: 02:00:00:00:00:FE\n      promiscuous: true\n      mtu: 9000")
                .with(
                        "mode: ipip",
                        "mode: ipip\n    hash: source-port\n    table-size: 1009\n    source: [192.0.2.1, '2001:db8::1']")
                .with("{address: 10.0.1.2, weight: 1}", "{address: 10.0.1.2, weight: 0}")
                .accepted();
        assertEquals(List.of(3, 2), configuration.dpdk().workers());
        assertEquals(64, configuration.dpdk().burst());
        assertEquals(IdleMode.BACKOFF, configuration.dpdk().idle());
        assertEquals(List.of("--no-pci", "--in-memory"), configuration.dpdk().eal());
        final PortConfig port = configuration.dpdk().ports().getFirst();
        assertEquals(7, port.id());
        assertEquals(OptionalLong.of(0x02_00_00_00_00_feL), port.mac());
        assertTrue(port.promiscuous());
        assertEquals(9000, port.mtuBytes());
        final Service web = configuration.services().getFirst();
        assertEquals(HashFields.SOURCE_PORT, web.hash());
        assertEquals(1009, web.tableSize());
        assertEquals(List.of(Prefix.of(ip("192.0.2.1")), Prefix.of(ip("2001:db8::1"))), web.sources());
        assertEquals(new Backend(ip("10.0.1.2"), 0), web.backends().getLast());
    }

    @Test
    void aWholeNumberMayBeWrittenAsAFraction() {
        final Configuration configuration = Sample.GOOD
                .with("workers: [1]", "workers: [1.0]\n  burst: 3.2e1")
                .with("port: 80", "port: 8e1")
                .accepted();
        assertEquals(List.of(1), configuration.dpdk().workers());
        assertEquals(32, configuration.dpdk().burst());
        assertEquals(80, configuration.services().getFirst().port());
    }

    @Test
    void theLinksLeadToTheBackends() {
        final Configuration configuration = Sample.GOOD.accepted();
        assertEquals(
                Optional.of(new NextHop(0, ip("10.0.0.1"))),
                configuration.links().nextHop(ip("10.0.1.1")));
        assertEquals(
                Optional.of(new NextHop(0, ip("10.0.0.11"))),
                configuration.links().nextHop(ip("10.0.0.11")));
    }

    @Test
    void aSeedIsReadAsSipHashReadsItsKey() {
        assertEquals(
                new TierSeed(0x0706050403020100L, 0x0f0e0d0c0b0a0908L),
                Sample.GOOD.accepted().node().tierSeed());
    }

    @Test
    void theSeedIsShownNowhere() {
        assertFalse(Sample.GOOD.accepted().toString().contains("70605040302010"));
        assertEquals(
                "TierSeed[secret]", Sample.GOOD.accepted().node().tierSeed().toString());
    }

    @Test
    void aSeedOfZerosIsRefused() {
        Sample.GOOD
                .with("000102030405060708090a0b0c0d0e0f", "0".repeat(32))
                .isMeaningless(3, "node.tier-seed", "0000…, 32 characters", "is all zeros", "openssl rand -hex 16");
    }

    @Test
    void noServicesAreLegal() {
        final String yaml = Sample.GOOD.yaml();
        final Sample none = new Sample(yaml.substring(0, yaml.indexOf("services:")) + "services: []\n");
        none.isGood();
        assertEquals(List.of(), none.accepted().services());
    }

    @Test
    void severalProblemsComeInTheOrderOfTheFile() {
        final ConfigurationException refusal = assertThrows(
                ConfigurationException.class,
                Sample.GOOD
                        .with("vip: 203.0.113.10", "vip: 127.0.0.1")
                        .with("000102030405060708090a0b0c0d0e0f", "0".repeat(32))
                        .with("{address: 10.0.1.2, weight: 1}", "{address: 10.0.1.1}")::read);
        assertEquals(
                List.of("node.tier-seed", "services[0].vip", "services[0].backends[1].address"),
                refusal.problems().stream().map(Problem::path).toList());
    }

    @Test
    void aProblemIsOneLineForPeople() {
        final Problem problem =
                new Problem("lb.yaml", 7, 3, "dpdk.burst", Optional.of("99"), "is out of range", "use 1 to 64");
        assertEquals("lb.yaml:7:3: dpdk.burst: is out of range (value 99); use 1 to 64", problem.toString());
        final Problem whole = new Problem("lb.yaml", 0, 0, "", Optional.empty(), "the file is empty", "write one");
        assertEquals("lb.yaml: the file is empty; write one", whole.toString());
    }

    private static IpAddress ip(final String text) {
        return IpAddress.parse(text);
    }
}
