package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.Prefix;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file may say of modes and their headers. */
class OuterChecksTest {
    @Test
    void everyFieldIsRead() {
        final Service service = web("""
                gue
                    source: [10.200.0.0/16, "fd00:5::/48"]
                    gue: {port: 4000, variant: 0, checksum: computed}
                    outer: {ttl: 9, df: clear, dscp: 10, ecn: compatibility}
                    decrement-ttl: true""");
        assertEquals(Mode.GUE, service.mode());
        assertEquals(List.of(Prefix.parse("10.200.0.0/16"), Prefix.parse("fd00:5::/48")), service.sources());
        assertEquals(
                new Outer(9, Outer.DontFragment.CLEAR, 10, Outer.Ecn.COMPATIBILITY, true, new Outer.Gue(4000, 0, true)),
                service.handling().outer());
    }

    @Test
    void whatIsNotSaidIsAsEver() {
        for (final String mode : List.of("ipip", "gre", "gue")) {
            assertEquals(Outer.DEFAULT, web(mode).handling().outer());
        }
        assertEquals(
                Outer.DEFAULT,
                web("gue\n    gue: {port: 6080, variant: 1, checksum: zero}\n    outer: {dscp: copy}")
                        .handling()
                        .outer());
    }

    @Test
    void l3dsrNeedsADscp() {
        assertEquals(7, web("l3dsr\n    dscp: 7").handling().outer().dscp());
        Sample.GOOD
                .with("mode: ipip", "mode: l3dsr")
                .isMeaningless(19, "services[0].mode", "l3dsr", "needs a DSCP", "add `dscp: 7`");
        Sample.GOOD
                .with("mode: ipip", "mode: l3dsr\n    dscp: 0")
                .isMeaningless(20, "services[0].dscp", "0", "tells backends nothing", "use 1 to 63");
    }

    @Test
    void l3dsrHasOneVip() {
        Sample.GOOD
                .with("mode: ipip", "mode: l3dsr\n    dscp: 7")
                .with("vip: 203.0.113.10", "vip: 203.0.113.0/28")
                .isMeaningless(16, "services[0].vip", "203.0.113.0/28", "finds one by the DSCP", "give an address");
    }

    @Test
    void l3dsrStaysWithinOneFamily() {
        Sample.GOOD
                .with("mode: ipip", "mode: l3dsr\n    dscp: 7")
                .with("{address: 10.0.1.2, weight: 1}", "{address: \"2001:db8:1::2\"}")
                .isMeaningless(
                        23,
                        "services[0].backends[1].address",
                        "2001:db8:1::2",
                        "is of another family than the VIP",
                        "use ipip, gre or gue");
    }

    @Test
    void twoVipsOfOneBackendNeedTwoDscps() {
        final String other = """
                {name: other, vip: 203.0.113.11, protocol: tcp, port: 80, mode: l3dsr, dscp: %d,
                     backends: [{address: 10.0.1.2}]}
                  - name: dns""";
        final Sample sample = Sample.GOOD.with("mode: ipip", "mode: l3dsr\n    dscp: 7");
        sample.with("name: dns", other.formatted(8).stripIndent()).isGood();
        sample.with("name: dns", other.formatted(7).stripIndent())
                .isMeaningless(
                        24,
                        "services[1].dscp",
                        "7",
                        "is that of service \"web\" too, so backend 10.0.1.2 cannot tell the two VIPs apart",
                        "give each VIP its own");
        sample.with(
                        "name: dns",
                        other.formatted(7)
                                .replace("203.0.113.11", "203.0.113.10")
                                .replace("port: 80", "port: 81"))
                .isGood();
    }

    @ParameterizedTest
    @CsvSource({
        "ipip, dscp: 7, dscp, 7, has no effect but with l3dsr",
        "ipip, 'gue: {}', gue, {…}, has no effect but with gue",
        "l2dsr, 'outer: {}', outer, {…}, 'has no effect, since this mode has no outer header'"
    })
    void whatTheModeDoesNotHaveIsWarnedOf(
            final String mode, final String line, final String key, final String value, final String message) {
        final Sample sample = Sample.GOOD
                .with("10.0.1.1, weight: 1", "10.0.0.11")
                .with("      - {address: 10.0.1.2, weight: 1}\n", "")
                .with("mode: ipip", "mode: %s\n    %s".formatted(mode, line));
        final List<Problem> warnings = warnings(sample);
        assertEquals(1, warnings.size(), warnings::toString);
        assertEquals("services[0]." + key, warnings.getFirst().path());
        assertEquals(message, warnings.getFirst().message());
    }

    private static List<Problem> warnings(final Sample sample) {
        try {
            return sample.read().warnings();
        } catch (final ConfigurationException refused) {
            throw new AssertionError(refused);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.200.0.1/16, has bits behind its prefix length, write 10.200.0.0/16",
        "fd00::1/64, has bits behind its prefix length, write fd00::/64",
        "224.0.0.0/8, has 224.0.0.0, use a unicast address",
        "0.0.0.0/0, has 0.0.0.0, use a unicast address"
    })
    void aPrefixOfSourcesIsOneOfUnicastAddresses(final String prefix, final String message, final String remedy) {
        Sample.GOOD
                .with("mode: ipip", "mode: gre\n    source: ['%s']".formatted(prefix))
                .isMeaningless(20, "services[0].source[0]", prefix, message, remedy);
    }

    private static Service web(final String mode) {
        return Sample.GOOD
                .with("mode: ipip", "mode: " + mode)
                .accepted()
                .services()
                .getFirst();
    }
}
