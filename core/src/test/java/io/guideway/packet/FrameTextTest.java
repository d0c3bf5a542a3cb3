package io.guideway.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Frames in words, whatever they are. */
class FrameTextTest {
    private static final String MACS = "02:00:00:00:00:01 > 02:00:00:00:00:02";

    private static FrameBuilder four() {
        return FrameBuilder.packet("192.0.2.1", "203.0.113.10");
    }

    private static FrameBuilder six() {
        return FrameBuilder.packet("2001:db8::1", "2001:db8::10");
    }

    private static void assertText(final byte[] frame, final String... layers) {
        assertEquals(List.of(layers), FrameText.layers(frame));
    }

    @Test
    void aLayerIsALine() {
        assertText(
                four().tcp(1234, 80, 6).frame(),
                MACS,
                "IPv4 192.0.2.1 > 203.0.113.10, TTL 64, 46 octets, don't fragment",
                "TCP 1234 > 80 [PSH ACK]");
        assertText(
                six().tag(Ethernet.TYPE_VLAN, 7).udp(1234, 53, 3).frame(),
                MACS + ", VLAN 7",
                "IPv6 2001:db8::1 > 2001:db8::10, hop limit 64, 11 octets inside",
                "UDP 1234 > 53, 11 octets");
        assertEquals(
                MACS + " | IPv4 192.0.2.1 > 203.0.113.10, TTL 64, 28 octets | UDP 1 > 2, 8 octets",
                FrameText.line(four().flags(0).udp(1, 2, 0).frame()));
    }

    @Test
    void whatIsInsideOfWhatIsSaid() {
        final byte[] inner = six().udp(1, 2, 0).ip();
        assertText(
                four().payload(Ipv6.PROTOCOL, inner).frame(),
                MACS,
                "IPv4 192.0.2.1 > 203.0.113.10, TTL 64, 68 octets, don't fragment",
                "IPv6 2001:db8::1 > 2001:db8::10, hop limit 64, 8 octets inside",
                "UDP 1 > 2, 8 octets");
        final byte[] gre = HexFormat.of().parseHex("000086dd" + HexFormat.of().formatHex(inner));
        assertEquals(
                List.of("GRE", "IPv6 2001:db8::1 > 2001:db8::10, hop limit 64, 8 octets inside", "UDP 1 > 2, 8 octets"),
                FrameText.layers(four().payload(47, gre).frame()).subList(2, 5));
    }

    @Test
    void fragmentsAndArpHaveTheirWords() {
        assertEquals(
                "protocol 17, 8 octets of a datagram's middle or end",
                FrameText.layers(four().flags(0x2001).udp(1, 2, 0).frame()).getLast());
        assertEquals(
                "fragment at 16",
                FrameText.layers(six().fragment(2, true).udp(1, 2, 0).frame()).get(2));
        assertText(
                HexFormat.of()
                        .parseHex("ffffffffffff020000000001" + "0806" + "0001080006040001" + "020000000001" + "0a000001"
                                + "000000000000" + "0a000002"),
                "02:00:00:00:00:01 > ff:ff:ff:ff:ff:ff",
                "ARP who has 10.0.0.2, tell 10.0.0.1");
        assertText(new byte[3], "ends within the Ethernet header: 3 of 14 octets");
    }

    @Property
    void nothingIsTooStrange(@ForAll @Size(max = 120) final byte[] octets) {
        assertFalse(FrameText.layers(octets).isEmpty());
    }

    @Test
    void whatIsCutOffAnywhereIsSaidAsFarAsItGoes() {
        final byte[] gue = four().udp(4000, 6080, 0).frame();
        for (final byte[] whole : List.of(
                gue,
                four().options(8).tcp(1, 2, 3).frame(),
                six().fragment(0, true).udp(1, 2, 9).frame(),
                four().payload(47, new byte[] {0, 0, 8, 0, 0x45}).frame(),
                four().payload(Ipv4.PROTOCOL, four().tcp(1, 2, 3).ip()).frame())) {
            for (int length = 0; length <= whole.length; length++) {
                assertFalse(FrameText.line(Arrays.copyOf(whole, length)).isEmpty());
            }
        }
    }
}
