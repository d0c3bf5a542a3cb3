package io.guideway.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside the RFCs' prefixes, one after the other. */
class SourceTest {
    private static final List<Prefix> MARTIANS = List.of(
            prefix("0.0.0.0", 8),
            prefix("127.0.0.0", 8),
            prefix("224.0.0.0", 4),
            prefix("240.0.0.0", 4),
            prefix("::", 128),
            prefix("::1", 128),
            prefix("ff00::", 8));

    private static Prefix prefix(final String address, final int length) {
        return new Prefix(IpAddress.parse(address), length);
    }

    @Test
    void everyFirstOctet() {
        for (int first = 0; first < 256; first++) {
            for (final int rest : new int[] {0, 1, 0xFF_FFFF}) {
                compare(IpAddress.ipv4(first << 24 | rest), IpAddress.parse("203.0.113.10"));
            }
        }
    }

    @Property(tries = 500)
    void anyIpv4Address(@ForAll final int source, @ForAll final int destination) {
        compare(IpAddress.ipv4(source), IpAddress.ipv4(destination));
        compare(IpAddress.ipv4(source), IpAddress.ipv4(source));
    }

    @Property(tries = 500)
    void anyIpv6Address(@ForAll final long seed) {
        final Random random = new Random(seed);
        final IpAddress destination = new IpAddress(random.nextLong(), random.nextLong());
        final long[] high = {0, 1, 0xFF02L << 48, -1, random.nextLong(), destination.high()};
        final long[] low = {0, 1, 2, random.nextLong(), destination.low()};
        for (final long h : high) {
            for (final long l : low) {
                compare(new IpAddress(h, l), destination);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, MARTIAN_SOURCE",
        "281470681743361, MARTIAN_SOURCE",
        "281470681743360, MARTIAN_SOURCE",
        "2, FORWARDED"
    })
    void mappedAddressesOnTheWire(final long low, final Verdict verdict) {
        try (NativeBlock header = new NativeBlock(Ipv6.HEADER)) {
            Mem.i64be(header.address() + Ipv6.SOURCE + 8, low);
            Mem.i64be(header.address() + Ipv6.DESTINATION, 0x2001_0db8L << 32);
            assertTrue(Source.mayBeStrangeIpv6(header.address()));
            assertEquals(verdict.ordinal(), Source.verdict(true, header.address()));
        }
    }

    private static void compare(final IpAddress source, final IpAddress destination) {
        final boolean ipv6 = !source.isIpv4();
        if (ipv6 == destination.isIpv4()) {
            return; // an address that stands for one of IPv4 is tested above
        }
        final Verdict expected = source.equals(destination)
                ? Verdict.LAND
                : MARTIANS.stream().anyMatch(martian -> martian.contains(source))
                        ? Verdict.MARTIAN_SOURCE
                        : Verdict.FORWARDED;
        final byte[] packet = FrameBuilder.packet(source, destination).ip();
        try (NativeBlock header = new NativeBlock(packet.length)) {
            Mem.put(header.address(), packet);
            assertEquals(expected, Verdict.of(Source.verdict(ipv6, header.address())), source::toString);
            if (!ipv6) {
                assertEquals(expected != Verdict.FORWARDED, Source.isStrangeIpv4(header.address()), source::toString);
            } else if (expected != Verdict.FORWARDED) {
                assertTrue(Source.mayBeStrangeIpv6(header.address()), source::toString);
            }
        }
    }
}
