package io.guideway.packet;

import java.nio.ByteBuffer;

/**
 * Builds frames by which the stations of a link find each other, octet by octet from RFC 826 and RFC 4861, slowly and apart from
 * the code under test.
 */
public final class LinkFrames {
    public static final long ALL = 0xFFFF_FFFF_FFFFL;
    private static final int ETHERNET = 14;

    private LinkFrames() {}

    /** An ARP request for {@code target}, to all. */
    public static byte[] arpRequest(final long mac, final String sender, final String target) {
        return arp(mac, ALL, 1, mac, sender, 0, target);
    }

    /** An ARP reply, to one. */
    public static byte[] arpReply(final long mac, final String sender, final long targetMac, final String target) {
        return arp(mac, targetMac, 2, mac, sender, targetMac, target);
    }

    /** Any ARP frame, 42 octets. */
    public static byte[] arp(
            final long from,
            final long to,
            final int operation,
            final long senderMac,
            final String sender,
            final long targetMac,
            final String target) {
        return ethernet(28, from, to, 0x0806)
                .putShort((short) 1)
                .putShort((short) 0x0800)
                .put((byte) 6)
                .put((byte) 4)
                .putShort((short) operation)
                .put(mac(senderMac))
                .putInt(IpAddress.parse(sender).ipv4Bits())
                .put(mac(targetMac))
                .putInt(IpAddress.parse(target).ipv4Bits())
                .array();
    }

    /** A question of one who has an address, to the group of the target, with the address of who asks. */
    public static byte[] solicitation(final long mac, final String source, final String target) {
        final int last = (int) IpAddress.parse(target).low() & 0xFF_FFFF;
        return discovery(
                mac,
                0x3333_FF00_0000L | last,
                source,
                "ff02::1:ff%02x:%x".formatted(last >>> 16, last & 0xFFFF),
                135,
                0,
                target,
                1,
                mac);
    }

    /** Whether somebody has the address already (RFC 4862, section 5.4). */
    public static byte[] duplicateSearch(final long mac, final String target) {
        final int last = (int) IpAddress.parse(target).low() & 0xFF_FFFF;
        return discovery(
                mac,
                0x3333_FF00_0000L | last,
                "::",
                "ff02::1:ff%02x:%x".formatted(last >>> 16, last & 0xFFFF),
                135,
                0,
                target,
                0,
                0);
    }

    /** An answer to one, that it was asked for. */
    public static byte[] advertisement(
            final long mac, final long toMac, final String target, final String destination, final boolean overrides) {
        return discovery(mac, toMac, target, destination, 136, overrides ? 0x6000_0000 : 0x4000_0000, target, 2, mac);
    }

    /** What all are told unasked. */
    public static byte[] announcement(final long mac, final String target) {
        return discovery(mac, 0x3333_0000_0001L, target, "ff02::1", 136, 0x2000_0000, target, 2, mac);
    }

    /** @param option type of the option with an Ethernet address; 0 for none */
    public static byte[] discovery(
            final long from,
            final long to,
            final String source,
            final String destination,
            final int type,
            final int flags,
            final String target,
            final int option,
            final long told) {
        final int length = option == 0 ? 24 : 32;
        final ByteBuffer frame = ethernet(40 + length, from, to, 0x86DD)
                .putInt(6 << 28)
                .putShort((short) length)
                .put((byte) 58)
                .put((byte) 255)
                .put(address(source))
                .put(address(destination))
                .put((byte) type)
                .put((byte) 0)
                .putShort((short) 0)
                .putInt(flags)
                .put(address(target));
        if (option != 0) {
            frame.put((byte) option).put((byte) 1).put(mac(told));
        }
        return withChecksum(frame.array());
    }

    /** Puts the ICMPv6 checksum in again, after a test has changed something. */
    public static byte[] withChecksum(final byte[] frame) {
        final ByteBuffer octets = ByteBuffer.wrap(frame);
        octets.putShort(ETHERNET + 42, (short) 0);
        int sum = frame.length - ETHERNET - 40 + 58;
        for (int i = ETHERNET + 8; i < frame.length; i += 2) {
            sum += octets.getShort(i) & 0xFFFF;
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        octets.putShort(ETHERNET + 42, (short) ~sum);
        return frame;
    }

    private static ByteBuffer ethernet(final int payload, final long from, final long to, final int type) {
        return ByteBuffer.allocate(ETHERNET + payload)
                .put(mac(to))
                .put(mac(from))
                .putShort((short) type);
    }

    private static byte[] mac(final long mac) {
        return ByteBuffer.allocate(6)
                .putShort((short) (mac >>> 32))
                .putInt((int) mac)
                .array();
    }

    private static byte[] address(final String text) {
        final IpAddress address = IpAddress.parse(text);
        return ByteBuffer.allocate(16)
                .putLong(address.high())
                .putLong(address.low())
                .array();
    }
}
