package io.guideway.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    /** IPv6 addresses with many zero groups, and a few that are IPv4 addresses. */
    @Provide
    Arbitrary<byte[]> addresses() {
        final Arbitrary<Integer> zero = Arbitraries.just(0);
        final Arbitrary<Integer> group = Arbitraries.oneOf(
                zero,
                zero,
                Arbitraries.integers().between(1, 15),
                Arbitraries.integers().between(16, 65535));
        final Arbitrary<byte[]> ipv6 = group.list().ofSize(8).map(IpAddressTest::octets);
        final Arbitrary<byte[]> ipv4 = Arbitraries.integers()
                .map(bits -> ByteBuffer.allocate(16)
                        .putLong(0)
                        .putInt(0xFFFF)
                        .putInt(bits)
                        .array());
        return Arbitraries.oneOf(ipv6, ipv6, ipv4);
    }

    @Property
    void javaReadsWhatWeWrite(@ForAll("addresses") final byte[] octets) {
        assertArrayEquals(
                javas(octets).getAddress(),
                InetAddress.ofLiteral(ours(octets).toString()).getAddress());
    }

    @Property
    void weReadWhatJavaWrites(@ForAll("addresses") final byte[] octets) {
        assertEquals(ours(octets), IpAddress.parse(javas(octets).getHostAddress()));
    }

    @Property
    void textIsTheShortFormOfRfc5952(@ForAll("addresses") final byte[] octets) {
        if (!ours(octets).isIpv4()) {
            assertEquals(shortForm(octets), ours(octets).toString());
        }
    }

    /** RFC 5952, section 4.2: of all runs of at least two zero groups the longest, and the first of those, becomes "::". */
    private static String shortForm(final byte[] octets) {
        final ByteBuffer buffer = ByteBuffer.wrap(octets);
        final List<String> groups = IntStream.range(0, 8)
                .mapToObj(i -> Integer.toHexString(buffer.getShort() & 0xFFFF))
                .toList();
        for (int length = 8; length >= 2; length--) {
            for (int start = 0; start + length <= 8; start++) {
                if (groups.subList(start, start + length).stream().allMatch("0"::equals)) {
                    return String.join(":", groups.subList(0, start)) + "::"
                            + String.join(":", groups.subList(start + length, 8));
                }
            }
        }
        return String.join(":", groups);
    }

    @Property
    void prefixesAreSharedBitByBit(
            @ForAll("addresses") final byte[] one,
            @ForAll @IntRange(max = 127) final int bit,
            @ForAll final boolean same) {
        final byte[] two = one.clone();
        two[bit / 8] ^= (byte) (same ? 0 : 0x80 >>> bit % 8);
        final IpAddress a = ours(one);
        final IpAddress b = ours(two);
        for (int length = 0; length <= a.width(); length++) {
            final boolean shared = a.isIpv4() == b.isIpv4()
                    && bits(javas(one))
                            .substring(0, length)
                            .equals(bits(javas(two)).substring(0, length));
            assertEquals(shared, a.sharesPrefix(b, length), "%s and %s, %d bits".formatted(a, b, length));
        }
    }

    @Property
    void addressesAreOrderedByFamilyThenAsNumbers(
            @ForAll("addresses") final byte[] one, @ForAll("addresses") final byte[] two) {
        final IpAddress a = ours(one);
        final IpAddress b = ours(two);
        final int expected = a.isIpv4() == b.isIpv4() ? Arrays.compareUnsigned(one, two) : a.isIpv4() ? -1 : 1;
        assertEquals(Integer.signum(expected), Integer.signum(a.compareTo(b)));
        assertEquals(a.compareTo(b) == 0, a.equals(b));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::192.0.2.1, ::c000:201"
    })
    void knownAddresses(final String written, final String text) {
        assertEquals(text, IpAddress.parse(written).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.1",
                "10",
                "0x0a.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "010.0.0.1",
                "10.0.0.01",
                "256.0.0.1",
                "1.2.3.4 ",
                "localhost",
                "a.b.c.d",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "fe80::1%lo",
                "[::1]",
                "::g",
                "2001:db8::1/64",
                "-1.0.0.0"
            })
    void whatIsNoAddressIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> IpAddress.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 32", "2001:db8::1, 128"})
    void widthTellsTheFamily(final String text, final int width) {
        assertEquals(width, IpAddress.parse(text).width());
        assertEquals(width == 32, IpAddress.parse(text).isIpv4());
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "::fffe:1:1", "0:0:0:0:1:ffff:1:1"})
    void whatOnlyLooksMappedIsIpv6(final String text) {
        assertFalse(IpAddress.parse(text).isIpv4());
        assertTrue(IpAddress.parse("::ffff:0:0").isIpv4());
    }

    private static IpAddress ours(final byte[] octets) {
        final ByteBuffer buffer = ByteBuffer.wrap(octets);
        return new IpAddress(buffer.getLong(), buffer.getLong());
    }

    private static InetAddress javas(final byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (final UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String bits(final InetAddress address) {
        final StringBuilder bits = new StringBuilder();
        for (final byte octet : address.getAddress()) {
            bits.append("%8s".formatted(Integer.toBinaryString(octet & 0xFF)).replace(' ', '0'));
        }
        return bits.toString();
    }

    private static byte[] octets(final List<Integer> groups) {
        final ByteBuffer octets = ByteBuffer.allocate(16);
        groups.forEach(group -> octets.putShort(group.shortValue()));
        return octets.array();
    }
}
