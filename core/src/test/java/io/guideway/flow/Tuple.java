package io.guideway.flow;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The fields of a packet, as flow keys in plain arrays and as a packet in native memory.
 *
 * @param source 4 or 16 octets
 * @param destination as many
 */
record Tuple(byte[] source, int sourcePort, byte[] destination, int destinationPort, int protocol) {
    /** A packet has an odd start and its transport header a gap before it, as after options or extension headers. */
    private static final int L3 = 1;

    private static final int L4 = L3 + 40 + 24;
    private static final int PACKET = L4 + 4;

    byte[] flowKey(final String form) {
        final ByteBuffer five = ByteBuffer.allocate(2 * source.length + 5);
        five.put(source).put(destination);
        five.putShort((short) sourcePort).putShort((short) destinationPort).put((byte) protocol);
        return switch (form) {
            case "five-tuple" -> five.array();
            case "three-tuple" ->
                ByteBuffer.allocate(2 * source.length + 1)
                        .put(source)
                        .put(destination)
                        .put((byte) protocol)
                        .array();
            case "source" -> source;
            case "source-port" -> {
                final byte[] key = Arrays.copyOf(source, source.length + 2);
                key[source.length] = (byte) (sourcePort >> 8);
                key[source.length + 1] = (byte) sourcePort;
                yield key;
            }
            default -> throw new IllegalArgumentException(form);
        };
    }

    /** Lays the packet out in native memory and hashes it there. */
    long hashInPlace(final FlowHash hash, final String form) {
        try (NativeBlock packet = new NativeBlock(PACKET)) {
            final long l3 = packet.address() + L3;
            final long l4 = packet.address() + L4;
            final boolean ipv4 = source.length == 4;
            Mem.put(l3 + (ipv4 ? 12 : 8), source);
            Mem.put(l3 + (ipv4 ? 16 : 24), destination);
            Mem.u16be(l4, sourcePort);
            Mem.u16be(l4 + 2, destinationPort);
            return switch (form) {
                case "five-tuple" -> ipv4 ? hash.ipv4FiveTuple(l3, l4, protocol) : hash.ipv6FiveTuple(l3, l4, protocol);
                case "three-tuple" -> ipv4 ? hash.ipv4ThreeTuple(l3, protocol) : hash.ipv6ThreeTuple(l3, protocol);
                case "source" -> ipv4 ? hash.ipv4Source(l3) : hash.ipv6Source(l3);
                case "source-port" -> ipv4 ? hash.ipv4SourcePort(l3, l4) : hash.ipv6SourcePort(l3, l4);
                default -> throw new IllegalArgumentException(form);
            };
        }
    }
}
