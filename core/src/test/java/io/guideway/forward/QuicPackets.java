package io.guideway.forward;

import java.nio.ByteBuffer;

/** QUIC packets as a balancer sees them: what all versions have in common (RFC 8999, section 5), and octets that nobody can read. */
public final class QuicPackets {
    private static final int FIXED_BIT = 0x40;

    private QuicPackets() {}

    /** A packet of an established connection; with 20 octets behind the connection id. */
    public static byte[] shortHeader(final byte[] connectionId) {
        return shortHeader(FIXED_BIT, connectionId);
    }

    /** @param firstOctet the header form must be 0 in it; all else belongs to a version */
    public static byte[] shortHeader(final int firstOctet, final byte[] connectionId) {
        return ByteBuffer.allocate(1 + connectionId.length + 20)
                .put((byte) firstOctet)
                .put(connectionId)
                .array();
    }

    /** A packet of a handshake, of version 1 and Initial where nothing else is said. */
    public static byte[] longHeader(final byte[] destinationId) {
        return longHeader(0xC0, 1, destinationId);
    }

    /** @param firstOctet the header form must be 1 in it */
    public static byte[] longHeader(final int firstOctet, final int version, final byte[] destinationId) {
        return ByteBuffer.allocate(7 + destinationId.length + 8 + 40)
                .put((byte) firstOctet)
                .putInt(version)
                .put((byte) destinationId.length)
                .put(destinationId)
                .put((byte) 8)
                .putLong(0xC11E_47C1_1E47_0000L)
                .array();
    }
}
