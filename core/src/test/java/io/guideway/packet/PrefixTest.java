package io.guideway.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.2/24, 10.0.0.255, true",
        "10.0.0.2/24, 10.0.1.0, false",
        "10.0.0.2/0, 203.0.113.1, true",
        "10.0.0.2/32, 10.0.0.2, true",
        "10.0.0.2/32, 10.0.0.3, false",
        "10.0.0.2/0, fd00::1, false",
        "fd00::2/64, fd00::ffff, true",
        "fd00::2/64, fd00:0:0:1::2, false",
        "fd00::2/0, 2001:db8::1, true",
        "fd00::2/1, 8000::1, true",
        "fd00::2/1, 7fff::1, false",
        "fd00::2/128, fd00::2, true",
        "fd00::2/128, fd00::3, false",
        "::/0, 10.0.0.1, false"
    })
    void containsWhatSharesItsLeadingBits(final String prefix, final String address, final boolean contained) {
        assertEquals(contained, Prefix.parse(prefix).contains(IpAddress.parse(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.200.3.7/16, 10.200.0.0, 10.200.255.255, 16",
        "10.0.0.2/32, 10.0.0.2, 10.0.0.2, 0",
        "10.0.0.2/0, 0.0.0.0, 255.255.255.255, 32",
        "fd00:5::7/48, fd00:5::, fd00:5:0:ffff:ffff:ffff:ffff:ffff, 80",
        "fd00:5::7/64, fd00:5::, fd00:5::ffff:ffff:ffff:ffff, 64",
        "fd00:5::7/120, fd00:5::, fd00:5::ff, 8",
        "fd00:5::7/128, fd00:5::7, fd00:5::7, 0"
    })
    void itHasAFirstAndALastAddress(final String prefix, final String first, final String last, final int hostBits) {
        assertEquals(IpAddress.parse(first), Prefix.parse(prefix).first());
        assertEquals(IpAddress.parse(last), Prefix.parse(prefix).last());
        assertEquals(hostBits, Prefix.parse(prefix).hostBits());
        assertEquals(hostBits == 0, Prefix.parse(prefix).isSingle());
    }

    @Property
    void flippingOneBitLeavesThePrefixExactlyIfTheBitIsInIt(
            @ForAll final long high,
            @ForAll final long low,
            @ForAll @IntRange(max = 128) final int length,
            @ForAll @IntRange(max = 127) final int bit) {
        final IpAddress address = new IpAddress(high | 3, low); // never an IPv4 address mapped, nor one bit from it
        final long flip = Long.MIN_VALUE >>> (bit & 63);
        final IpAddress other =
                bit < 64 ? new IpAddress(address.high() ^ flip, low) : new IpAddress(address.high(), low ^ flip);
        assertEquals(bit >= length, new Prefix(address, length).contains(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.2",
                "10.0.0.2/",
                "10.0.0.2/33",
                "fd00::2/129",
                "10.0.0.2/-1",
                "/24",
                "10.0.0.2/24/24",
                "x/8"
            })
    void whatIsNoPrefixIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Prefix.parse(text));
    }

    @Test
    void keepsItsHostBits() {
        assertEquals("10.0.0.2/24", Prefix.parse("10.0.0.2/24").toString());
    }

    @Test
    void aLengthOfTheOtherFamilyIsRefusedByName() {
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Prefix.parse("10.0.0.2/64"));
        assertTrue(refusal.getMessage().contains("64"), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("use 0 to 32"), refusal::getMessage);
        assertFalse(Prefix.parse("fd00::2/64").contains(IpAddress.parse("10.0.0.2")));
    }
}
