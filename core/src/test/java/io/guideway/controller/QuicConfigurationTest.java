package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guideway.packet.IpAddress;
import io.guideway.service.QuicConfig;
import io.guideway.service.QuicKey;
import io.guideway.service.QuicRouting;
import io.guideway.service.ServerId;
import io.guideway.service.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routing by connection id in the file: what it comes to, and what makes no sense. */
class QuicConfigurationTest {
    private static final String KEY = "8f95f09245765f80256934e50c66207f";
    private static final IpAddress BACKEND = IpAddress.parse("10.0.0.11");

    /** The second service of the sample, with {@code configs} as they are written in a list, and this server id. */
    private static Sample sample(final String serverId, final String... configs) {
        return Sample.GOOD
                .with(
                        "mode: l2dsr",
                        "mode: l2dsr\n    quic:\n      configs:\n%s"
                                .formatted("        - " + String.join("\n        - ", configs)))
                .with("{address: 10.0.0.11}", "{address: 10.0.0.11, server-id: %s}".formatted(serverId));
    }

    private static Service service(final Sample sample) {
        return sample.accepted().services().get(1);
    }

    @Test
    void aServiceSaysHowItsConnectionIdsAreMade() {
        final Sample sample = sample(
                "[\"0A01\", ff]",
                "{id: 6, server-id-length: 2, nonce-length: 14, key: \"%s\"}".formatted(KEY),
                "{id: 0, server-id-length: 1, nonce-length: 18}");
        sample.isGood();
        final QuicRouting expected = QuicRouting.of(
                List.of(
                        new QuicConfig(0, 1, 18, Optional.empty()),
                        new QuicConfig(6, 2, 14, Optional.of(QuicKey.parse(KEY)))),
                Map.of(ServerId.parse("0a01"), BACKEND, ServerId.parse("ff"), BACKEND));
        assertEquals(Optional.of(expected), service(sample).handling().quic());
        assertEquals(
                Optional.empty(),
                sample.accepted().services().getFirst().handling().quic());
    }

    @Test
    void aKeyIsShownToNobody() {
        final Service service = service(
                sample("\"0a01\"", "{id: 0, server-id-length: 2, nonce-length: 6, key: \"%s\"}".formatted(KEY)));
        assertFalse(service.toString().contains("8f95"), service::toString);
        sample("\"0a01\"", "{id: 0, server-id-length: 2, nonce-length: 6, key: \"%s\"}".formatted(KEY.substring(1)))
                .isMeaningless(
                        30,
                        "services[1].quic.configs[0].key",
                        "f95f…, 31 characters",
                        "32 hex digits",
                        "openssl rand -hex 16");
        sample("\"0a01\"", "{id: 0, server-id-length: 2, nonce-length: 6, key: \"%s\"}".formatted("0".repeat(32)))
                .isMeaningless(
                        30,
                        "services[1].quic.configs[0].key",
                        "0000…, 32 characters",
                        "is all zeros",
                        "openssl rand -hex 16");
    }

    @ParameterizedTest
    @CsvSource({"1, 18", "15, 4", "12, 7"})
    void serverIdAndNonceFillAConnectionId(final int serverId, final int nonce) {
        sample(
                        '"' + "ab".repeat(serverId) + '"',
                        "{id: 0, server-id-length: %d, nonce-length: %d}".formatted(serverId, nonce))
                .isGood();
    }

    @Test
    void theyDoNotOverfillIt() {
        sample("\"%s\"".formatted("ab".repeat(12)), "{id: 0, server-id-length: 12, nonce-length: 8}")
                .isMeaningless(
                        30,
                        "services[1].quic.configs[0].nonce-length",
                        "8",
                        "together with the server id is longer than 19 octets",
                        "use 4 to 7");
    }

    @Test
    void aConfigurationHasItsOwnNumber() {
        sample("ab", "{id: 1, server-id-length: 1, nonce-length: 4}", "{id: 1, server-id-length: 1, nonce-length: 5}")
                .isMeaningless(
                        31,
                        "services[1].quic.configs[1].id",
                        "1",
                        "the same number as services[1].quic.configs[0].id",
                        "from 0 to 6");
        sample("ab", "{id: 7, server-id-length: 1, nonce-length: 4}")
                .isMeaningless(30, "services[1].quic.configs[0].id", "7", "", "use 0 to 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-id-length: 1, nonce-length: 3", "server-id-length: 16, nonce-length: 4"})
    void lengthsAreThoseOfTheDraft(final String lengths) {
        assertThrows(
                ConfigurationException.class,
                () -> sample("ab", "{id: 0, %s}".formatted(lengths)).read());
    }

    @Test
    void aServerIdHasTheLengthOfSomeConfiguration() {
        sample("abcdef", "{id: 0, server-id-length: 2, nonce-length: 6}")
                .with("{address: 10.0.0.11, server-id: abcdef}", "{address: 10.0.0.11, server-id: [abcdef, abcd]}")
                .isMeaningless(
                        32,
                        "services[1].backends[0].server-id[0]",
                        "abcdef",
                        "has 3 octets, and no configuration has server ids of that length",
                        "write 4 hex digits");
    }

    @Test
    void aServerIdNamesOneBackend() {
        sample("[abcd, ABCD]", "{id: 0, server-id-length: 2, nonce-length: 6}")
                .isMeaningless(
                        32,
                        "services[1].backends[0].server-id[1]",
                        "ABCD",
                        "the same server id as services[1].backends[0].server-id[0]",
                        "give each backend its own");
    }

    @Test
    void aServerIdWithoutQuotesMayBeANumber() {
        sample("1234", "{id: 0, server-id-length: 2, nonce-length: 6}")
                .isMeaningless(32, "services[1].backends[0].server-id", "1234", "", "in quotes");
    }

    @Test
    void aBackendThatNoIdNamesIsWarnedOf() {
        sample("ab", "{id: 2, server-id-length: 1, nonce-length: 6}", "{id: 4, server-id-length: 3, nonce-length: 6}")
                .warns(
                        33,
                        "services[1].backends[0]",
                        "a mapping with 2 keys",
                        "has no server id of 3 octets, so no connection id of configuration 4 names it",
                        "add it to server-id");
    }

    @Test
    void aServerIdWithoutQuicIsWarnedOf() {
        Sample.GOOD
                .with("{address: 10.0.0.11}", "{address: 10.0.0.11, server-id: ab}")
                .warns(29, "services[1].backends[0].server-id", "server-id", "has no effect without quic", "remove it");
    }

    @Test
    void tcpHasNoConnectionIds() {
        sample("ab", "{id: 0, server-id-length: 1, nonce-length: 4}")
                .with("protocol: udp", "protocol: tcp")
                .isMeaningless(28, "services[1].quic", "quic", "is for services over UDP", "set protocol to udp");
    }
}
