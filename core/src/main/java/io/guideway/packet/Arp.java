package io.guideway.packet;

import io.guideway.ring.Mem;

/**
 * A packet of address resolution for IPv4 over Ethernet (RFC 826) seen in place, behind the Ethernet header.
 * <pre>
 *  octet 0 | hardware 2, protocol 2, lengths 1 + 1, operation 2 |
 *        8 | sender: Ethernet address 6, IPv4 address 4         |
 *       18 | target: Ethernet address 6, IPv4 address 4         |
 * </pre>
 * Values are in host order. Rare path; the caller has seen {@link #LENGTH} readable octets.
 */
public final class Arp {
    /** Octets of a packet. */
    public static final int LENGTH = 28;

    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    /** Hardware Ethernet, protocol IPv4, and the lengths of their addresses. */
    private static final long ETHERNET_AND_IPV4 = 0x0001_0800_0604L;

    private static final int OPERATION = 6;
    private static final int SENDER_MAC = 8;
    private static final int SENDER = 14;
    private static final int TARGET_MAC = 18;
    private static final int TARGET = 24;

    private Arp() {}

    /** Whether it is about IPv4 over Ethernet. */
    public static boolean isForIpv4(final long arp) {
        return Ethernet.address(arp) == ETHERNET_AND_IPV4;
    }

    /** {@link #REQUEST}, {@link #REPLY}, or something else. */
    public static int operation(final long arp) {
        return Mem.u16be(arp + OPERATION);
    }

    /** The sender's Ethernet address. */
    public static long senderMac(final long arp) {
        return Ethernet.address(arp + SENDER_MAC);
    }

    /** The sender's IPv4 address, 0 in a probe (RFC 5227, section 1.1). */
    public static int sender(final long arp) {
        return Mem.i32be(arp + SENDER);
    }

    /** The Ethernet address of the target. */
    public static long targetMac(final long arp) {
        return Ethernet.address(arp + TARGET_MAC);
    }

    /** The IPv4 address that a request asks for. */
    public static int target(final long arp) {
        return Mem.i32be(arp + TARGET);
    }

    /** Writes a whole packet. */
    public static void write(
            final long arp,
            final int operation,
            final long senderMac,
            final int sender,
            final long targetMac,
            final int target) {
        Ethernet.address(arp, ETHERNET_AND_IPV4);
        Mem.u16be(arp + OPERATION, operation);
        Ethernet.address(arp + SENDER_MAC, senderMac);
        Mem.i32be(arp + SENDER, sender);
        Ethernet.address(arp + TARGET_MAC, targetMac);
        Mem.i32be(arp + TARGET, target);
    }
}
