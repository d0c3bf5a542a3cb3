package io.guideway.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The frames that a node is asked about are those of the RFCs, byte for byte as the tests' own builder has them. */
class FlowFrameTest {
    private static final long TO = 0x0200_0000_0000L;
    private static final long FROM = 0x0200_0000_00FEL;

    @Property(tries = 200)
    void udpOverIpv4IsWhatTheBuilderBuilds(
            @ForAll final int source,
            @ForAll final int destination,
            @ForAll @IntRange(min = 0, max = 65535) final int from,
            @ForAll @IntRange(min = 0, max = 65535) final int to) {
        assertUdp(IpAddress.ipv4(source), IpAddress.ipv4(destination), from, to);
    }

    @Property(tries = 200)
    void udpOverIpv6IsWhatTheBuilderBuilds(
            @ForAll final long source,
            @ForAll final long destination,
            @ForAll @IntRange(min = 0, max = 65535) final int from,
            @ForAll @IntRange(min = 0, max = 65535) final int to) {
        assertUdp(new IpAddress(0x2001_0db8L << 32, source), new IpAddress(~source, destination), from, to);
    }

    private static void assertUdp(final IpAddress source, final IpAddress destination, final int from, final int to) {
        final byte[] expected = FrameBuilder.packet(source, destination)
                .macs(FROM, TO)
                .identification(0)
                .udp(from, to, 0)
                .frame();
        assertArrayEquals(expected, new FlowFrame(source, destination).udp(from, to));
    }

    @Test
    void theOthersSayWhatTheyAre() {
        final IpAddress client = IpAddress.parse("192.0.2.1");
        final IpAddress vip = IpAddress.parse("203.0.113.10");
        final FlowFrame frame = new FlowFrame(client, vip);
        assertText("TCP 1234 > 80 [SYN]", frame.syn(1234, 80));
        assertText("TCP 1234 > 80 [ACK]", frame.ack(1234, 80));
        assertText("ICMP type 8, code 0, echo request", frame.echo());
        assertText("protocol 89, 0 octets", frame.of(89));
        final FlowFrame six = new FlowFrame(IpAddress.parse("2001:db8::1"), IpAddress.parse("2001:db8::10"));
        assertText("ICMPv6 type 128, code 0, echo request", six.echo());
        assertText("TCP 65535 > 1 [SYN]", six.syn(65535, 1));
    }

    private static void assertText(final String last, final byte[] frame) {
        final List<String> layers = FrameText.layers(frame);
        assertEquals(3, layers.size(), layers::toString);
        assertEquals(last, layers.getLast());
    }

    @Test
    void twoFamiliesAreNoFlow() {
        final IpAddress four = IpAddress.parse("192.0.2.1");
        final IpAddress six = IpAddress.parse("2001:db8::1");
        assertThrows(IllegalArgumentException.class, () -> new FlowFrame(four, six));
    }
}
