package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.ClientRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientChecksTest {
    @Test
    void rulesAreRead() {
        assertEquals(
                List.of(
                        new ClientRule(
                                Prefix.parse("10.0.0.0/8"),
                                List.of(IpAddress.parse("10.0.1.1"), IpAddress.parse("10.0.1.2"))),
                        new ClientRule(Prefix.parse("192.0.2.7/32"), List.of(IpAddress.parse("10.0.1.2")))),
                clients("[{from: 10.0.0.0/8, backends: [10.0.1.1, 10.0.1.2]}, {from: 192.0.2.7, backends: [10.0.1.2]}]")
                        .accepted()
                        .services()
                        .getFirst()
                        .clients());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {from: 10.0.0.1/8, backends: [10.0.1.1]} | [0].from | 10.0.0.1/8 | has bits behind its length | write 10.0.0.0/8
            {from: fd00::/8, backends: [10.0.1.1]} | [0].from | fd00::/8 | is of another family than the VIP | name an IPv4 prefix
            {from: 10.0.0.0/8, backends: [10.0.1.3]} | [0].backends[0] | 10.0.1.3 | is no backend of the service | add it
            {from: 10.0.0.0/8, backends: [10.0.1.1, 10.0.1.1]} | [0].backends[1] | 10.0.1.1 | the same backend as | name it once
            {from: 10.0.0.0/8, backends: [10.0.1.1]}, {from: 10.0.0.0/8, backends: [10.0.1.2]} | [1].from | 10.0.0.0/8 | the same clients as | in one rule
            """)
    void whatMakesNoSenseIsRefused(
            final String rules, final String place, final String value, final String message, final String remedy) {
        clients("[%s]".formatted(rules)).isMeaningless(20, "services[0].clients" + place, value, message, remedy);
    }

    private static Sample clients(final String rules) {
        return Sample.GOOD.with("    mode: ipip", "    mode: ipip\n    clients: " + rules);
    }

    @Test
    void aCheckOfAServiceWithSeveralPortsNamesOne() {
        final Sample range = Sample.GOOD.with("port: 80", "port: 8000-8999");
        range.with("    mode: ipip", "    mode: ipip\n    health: {tcp: connect}")
                .isMeaningless(
                        20,
                        "services[0].health",
                        "a mapping with 1 keys",
                        "names no port, and the service has more than one",
                        "`port`");
        range.with("    mode: ipip", "    mode: ipip\n    health: {tcp: connect, port: 8000}")
                .isGood();
    }
}
