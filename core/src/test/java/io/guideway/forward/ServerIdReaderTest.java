package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.service.QuicConfig;
import io.guideway.service.QuicKey;
import io.guideway.service.ServerId;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connection ids and the server ids in them, both ways: what the draft gives, and everything that it allows. */
class ServerIdReaderTest {
    private static final HexFormat HEX = HexFormat.of();

    /**
     * The draft's vectors (appendix B of draft-ietf-quic-load-balancers-21, and the example of section 5.4.2.4), but for two that
     * contradict its own text, and are corrected here:
     * <ul>
     *   <li>B.1, second line, has a nonce of nine digits, {@code 3487d970b}, and the id {@code 20a350d28b4203487d970b}. In all vectors
     *       the first octet tells the length of what follows, ten octets here, so that octet is 2a and not 20; behind it stand
     *       the server id 350d28b420 and, as nothing is encrypted, the nonce letter by letter. It has five octets if the id has
     *       eleven, and as a number that was printed without its leading zero it is {@code 03487d970b}. The printed id has the digits of
     *       the first octet, server id and nonce with one zero in the wrong place.
     *   <li>B.2, last line, says configuration 3 and has an id that begins with 12, which is configuration 0 with 18 octets behind. Of
     *       configuration 3 it begins with 72. The first octet is not encrypted and nothing else depends on it, so the rest is right.
     * </ul>
     */
    @ParameterizedTest
    @CsvSource({
        "0, c4605e, 4504cc4f, , 07c4605e4504cc4f",
        "1, 350d28b420, 03487d970b, , 2a350d28b42003487d970b",
        "0, ed793a, ee080dbf, 8f95f09245765f80256934e50c66207f, 0720b1d07b359d3c",
        "1, ed793a51d49b8f5fab65, ee080dbf48, 8f95f09245765f80256934e50c66207f, 2fcc381bc74cb4fbad2823a3d1f8fed2",
        "2, ed793a51d49b8f5f, ee080dbf48c0d1e5, 8f95f09245765f80256934e50c66207f, 504dd2d05a7b0de9b2b9907afb5ecf8cc3",
        "3, ed793a51d49b8f5fab, ee080dbf48c0d1e55d, 8f95f09245765f80256934e50c66207f,"
                + " 725779c9cc86beb3a3a4a3ca96fce4bfe0cdbc",
        "0, 31441a, 9c69c275, fdf726a9893ec05c0632d3956680baf0, 0767947d29be054a",
    })
    void theVectorsOfTheDraftAreMadeAndRead(
            final int id, final String serverId, final String nonce, final String key, final String connectionId) {
        final QuicConfig config = new QuicConfig(
                id,
                serverId.length() / 2,
                nonce.length() / 2,
                Optional.ofNullable(key).map(QuicKey::parse));
        assertEquals(connectionId, HEX.formatHex(ConnectionIds.encode(config, serverId, nonce)));
        assertEquals(serverId, read(config, HEX.parseHex(connectionId)).toString());
    }

    /** What the last line of B.2 has as it is printed: another configuration's id with the same octets behind the first. */
    @ParameterizedTest
    @CsvSource({"0, 125779c9cc86beb3a3a4a3ca96fce4bfe0cdbc"})
    void theMisprintedVectorIsThatOfAnotherConfiguration(final int id, final String printed) {
        final QuicKey key = QuicKey.parse("8f95f09245765f80256934e50c66207f");
        final byte[] made = ConnectionIds.encode(
                new QuicConfig(id, 9, 9, Optional.of(key)), "ed793a51d49b8f5fab", "ee080dbf48c0d1e55d");
        assertEquals(printed, HEX.formatHex(made));
    }

    @Property(tries = 3000)
    void whatWasMadeIsReadForAllLengths(
            @ForAll("configs") final QuicConfig config, @ForAll("digits") final String digits) {
        final String serverId = digits.substring(0, 2 * config.serverIdOctets());
        final String nonce = digits.substring(40, 40 + 2 * config.nonceOctets());
        final byte[] connectionId = ConnectionIds.encode(config, serverId, nonce, digits.charAt(0) % 32);
        assertEquals(serverId, read(config, connectionId).toString());
    }

    @Property(tries = 300)
    void anEncryptedIdLooksLikeNoneOfItsParts(
            @ForAll("keyedConfigs") final QuicConfig config, @ForAll("digits") final String digits) {
        final String serverId = digits.substring(0, 2 * config.serverIdOctets());
        final String one = HEX.formatHex(ConnectionIds.encode(config, serverId, "00".repeat(config.nonceOctets())));
        final String other =
                HEX.formatHex(ConnectionIds.encode(config, serverId, "00".repeat(config.nonceOctets() - 1) + "01"));
        assertNotEquals(one.substring(0, 12), other.substring(0, 12));
    }

    @Provide
    Arbitrary<QuicConfig> configs() {
        return Arbitraries.integers()
                .between(1, ServerId.MOST_OCTETS)
                .flatMap(server -> Combinators.combine(
                                Arbitraries.integers().between(0, 6),
                                Arbitraries.integers().between(4, 19 - server),
                                Arbitraries.longs(),
                                Arbitraries.of(true, true, false))
                        .as((id, nonce, key, isKeyed) -> new QuicConfig(
                                id, server, nonce, isKeyed ? Optional.of(new QuicKey(key, ~key)) : Optional.empty())));
    }

    @Provide
    Arbitrary<QuicConfig> keyedConfigs() {
        return configs().filter(config -> config.key().isPresent());
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(80);
    }

    /** Reads an id that ends where its memory ends. */
    private static ServerId read(final QuicConfig config, final byte[] connectionId) {
        try (NativeBlock memory = new NativeBlock(connectionId.length)) {
            Mem.put(memory.address(), connectionId);
            final ServerIdReader reader = new ServerIdReader(config);
            reader.read(memory.address() + 1);
            return new ServerId(reader.high(), reader.low());
        }
    }
}
