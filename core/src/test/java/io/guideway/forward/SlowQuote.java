package io.guideway.forward;

import io.guideway.packet.IpAddress;
import java.nio.ByteBuffer;
import java.util.Set;

/** Reads the packet that an ICMP error quotes: RFC 791 and RFC 8200 on a plain array, one rule after the other, and slow. */
final class SlowQuote {
    private static final Set<Integer> EXTENSIONS = Set.of(0, 43, 44, 51, 60, 135);
    private static final int MOST_EXTENSIONS = 8;

    private final byte[] quote;
    final IpAddress vip;
    IpAddress client;
    int protocol;
    int serverPort;
    int clientPort;

    /** @param vip where the error went */
    SlowQuote(final byte[] quote, final IpAddress vip) {
        this.quote = quote;
        this.vip = vip;
    }

    /** Whether it is TCP or UDP from the VIP, with its ports. */
    boolean isAnswer() {
        return vip.isIpv4() ? isAnswer4() : isAnswer6();
    }

    private boolean isAnswer4() {
        if (quote.length < 20 || u8(0) >> 4 != 4 || (u8(0) & 15) < 5) {
            return false;
        }
        protocol = u8(9);
        client = IpAddress.ipv4(ByteBuffer.wrap(quote).getInt(16));
        final boolean isLater = (u16(6) & 0x1FFF) != 0;
        return !isLater && IpAddress.ipv4(ByteBuffer.wrap(quote).getInt(12)).equals(vip) && hasPorts((u8(0) & 15) * 4);
    }

    private boolean isAnswer6() {
        if (quote.length < 40 || u8(0) >> 4 != 6 || !address(8).equals(vip)) {
            return false;
        }
        client = address(24);
        int next = u8(6);
        int at = 40;
        for (int seen = 0; EXTENSIONS.contains(next); seen++) {
            if (seen == MOST_EXTENSIONS || quote.length < at + 8) {
                return false;
            }
            final int length = next == 44 ? 8 : next == 51 ? (u8(at + 1) + 2) * 4 : (u8(at + 1) + 1) * 8;
            if (quote.length < at + length || next == 44 && u16(at + 2) >> 3 != 0) {
                return false;
            }
            final boolean isFirstOfSeveral = next == 44 && (u16(at + 2) & 1) == 1;
            next = u8(at);
            at += length;
            if (isFirstOfSeveral) {
                break; // the transport header stands right behind, or we do not look for it
            }
        }
        protocol = next;
        return hasPorts(at);
    }

    private boolean hasPorts(final int at) {
        if (protocol != 6 && protocol != 17 || quote.length < at + 4) {
            return false;
        }
        serverPort = u16(at);
        clientPort = u16(at + 2);
        return true;
    }

    private IpAddress address(final int at) {
        final ByteBuffer octets = ByteBuffer.wrap(quote);
        return new IpAddress(octets.getLong(at), octets.getLong(at + 8));
    }

    private int u8(final int at) {
        return quote[at] & 0xFF;
    }

    private int u16(final int at) {
        return u8(at) << 8 | u8(at + 1);
    }
}
