package io.guideway.controller.vip;

import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Outer.DontFragment;
import java.nio.ByteBuffer;

/**
 * The outer headers of the modes that have them, as the forwarder writes them (docs/packets.md). Two fields of IPv4 are left to the
 * kernel, the checksum and the identification.
 */
final class OuterHeader {
    /** Octets of all outer headers, at the most. */
    static final int LONGEST = Ipv6.HEADER + Transport.UDP_HEADER + 4;

    private static final int VERSION_AND_LENGTH = 0x45;
    private static final int VERSION_6 = 6 << 28;
    private static final int FLOW_LABEL = 1;
    private static final int DSCP_OF_CLASS = 0xFC;

    private OuterHeader() {}

    /**
     * Puts {@code inner} behind its outer headers.
     *
     * @param length octets of the inner packet
     * @param outer room for it and for {@link #LONGEST} octets more
     * @return octets of the whole
     */
    static int write(final byte[] inner, final int length, final Hop.Tunnel tunnel, final byte[] outer) {
        final ByteBuffer out = ByteBuffer.wrap(outer);
        final boolean innerIsIpv4 = inner[0] >>> 4 == 4;
        final int payload = Between.length(tunnel) + length;
        if (tunnel.to().isIpv4()) {
            ipv4(out, inner, innerIsIpv4, payload, tunnel);
        } else {
            ipv6(out, inner, innerIsIpv4, payload, tunnel);
        }
        final int between = out.position();
        Between.write(out, tunnel, innerIsIpv4, inner, length);
        final int whole = out.put(inner, 0, length).position();
        if (tunnel.mode() == Mode.GUE && tunnel.choice().gue().hasChecksum()) {
            Between.putChecksum(outer, between, whole, tunnel);
        }
        return whole;
    }

    private static void ipv4(
            final ByteBuffer out,
            final byte[] inner,
            final boolean innerIsIpv4,
            final int payload,
            final Hop.Tunnel tunnel) {
        final boolean innerDf = !innerIsIpv4 || (ByteBuffer.wrap(inner).getShort(Ipv4.FLAGS) & Ipv4.DONT_FRAGMENT) != 0;
        final DontFragment df = tunnel.choice().df();
        final boolean isSet = df == DontFragment.SET || df == DontFragment.COPY && innerDf;
        out.put((byte) VERSION_AND_LENGTH).put((byte) trafficClass(inner, innerIsIpv4, tunnel.choice()));
        out.putShort((short) (Ipv4.HEADER + payload)).putShort((short) 0);
        out.putShort((short) (isSet ? Ipv4.DONT_FRAGMENT : 0));
        out.put((byte) tunnel.choice().hops())
                .put((byte) protocol(tunnel.mode(), innerIsIpv4))
                .putShort((short) 0);
        out.putInt(tunnel.from().ipv4Bits()).putInt(tunnel.to().ipv4Bits());
    }

    private static void ipv6(
            final ByteBuffer out,
            final byte[] inner,
            final boolean innerIsIpv4,
            final int payload,
            final Hop.Tunnel tunnel) {
        out.putInt(VERSION_6 | trafficClass(inner, innerIsIpv4, tunnel.choice()) << 20 | FLOW_LABEL);
        out.putShort((short) payload)
                .put((byte) protocol(tunnel.mode(), innerIsIpv4))
                .put((byte) tunnel.choice().hops());
        out.putLong(tunnel.from().high()).putLong(tunnel.from().low());
        out.putLong(tunnel.to().high()).putLong(tunnel.to().low());
    }

    private static int protocol(final Mode mode, final boolean innerIsIpv4) {
        return switch (mode) {
            case GRE -> Transport.GRE;
            case GUE -> Transport.UDP;
            default -> innerIsIpv4 ? Ipv4.PROTOCOL : Ipv6.PROTOCOL;
        };
    }

    private static int trafficClass(final byte[] inner, final boolean innerIsIpv4, final Outer choice) {
        final int inside =
                innerIsIpv4 ? inner[1] & 0xFF : ByteBuffer.wrap(inner).getShort() >>> 4 & 0xFF;
        final int dscp = choice.dscp() == Outer.COPIED ? inside & DSCP_OF_CLASS : choice.dscp() << 2;
        return choice.ecn() == Outer.Ecn.NORMAL ? dscp | inside & ~DSCP_OF_CLASS : dscp;
    }
}
