package io.guideway.ring;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Hot path. The only code that touches native memory: reads and writes at native addresses, at any alignment.
 *
 * <p>Names tell width and order: {@code u16be} is two octets, unsigned, in network order; without {@code be} the order is
 * the machine's. One argument reads, two arguments write. Any thread may call; nothing here is atomic or ordered but what
 * says so in its name.
 *
 * <p>Under {@code -Dguideway.checks=true} (always in tests) an access outside every region that {@link KnownMemory} knows
 * throws {@link IndexOutOfBoundsException}. In service the flag is a constant that C2 folds away, and nothing is checked:
 * the parser proves that a header lies inside the packet before anything reads it.
 *
 * <p>Raw access through Agrona instead of an unbounded {@code MemorySegment} made the whole packet path 1.15 to 1.2 times
 * as fast (DESIGN, section 2).
 */
public final class Mem {
    static final boolean CHECKS = Boolean.getBoolean("guideway.checks");
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private Mem() {}

    /** One octet, 0 to 255. */
    public static int u8(final long at) {
        check(at, 1);
        return UnsafeApi.getByte(at) & 0xFF;
    }

    /** Stores the low octet of {@code value}. */
    public static void u8(final long at, final int value) {
        check(at, 1);
        UnsafeApi.putByte(at, (byte) value);
    }

    /** Two octets in the machine's order, 0 to 65535. */
    public static int u16(final long at) {
        check(at, 2);
        return UnsafeApi.getShort(at) & 0xFFFF;
    }

    /** Stores the low two octets of {@code value} in the machine's order. */
    public static void u16(final long at, final int value) {
        check(at, 2);
        UnsafeApi.putShort(at, (short) value);
    }

    /** Two octets in network order, 0 to 65535. */
    public static int u16be(final long at) {
        final int raw = u16(at);
        return LITTLE_ENDIAN ? Character.reverseBytes((char) raw) : raw;
    }

    /** Stores the low two octets of {@code value} in network order. */
    public static void u16be(final long at, final int value) {
        u16(at, LITTLE_ENDIAN ? Short.reverseBytes((short) value) : value);
    }

    /** Four octets in the machine's order. */
    public static int i32(final long at) {
        check(at, 4);
        return UnsafeApi.getInt(at);
    }

    /** Four octets in the machine's order, 0 to 2^32 - 1. */
    public static long u32(final long at) {
        return i32(at) & 0xFFFF_FFFFL;
    }

    /** Stores four octets in the machine's order. */
    public static void i32(final long at, final int value) {
        check(at, 4);
        UnsafeApi.putInt(at, value);
    }

    /** Four octets in network order. */
    public static int i32be(final long at) {
        final int raw = i32(at);
        return LITTLE_ENDIAN ? Integer.reverseBytes(raw) : raw;
    }

    /** Stores four octets in network order. */
    public static void i32be(final long at, final int value) {
        i32(at, LITTLE_ENDIAN ? Integer.reverseBytes(value) : value);
    }

    /** Eight octets in the machine's order. */
    public static long i64(final long at) {
        check(at, 8);
        return UnsafeApi.getLong(at);
    }

    /** Stores eight octets in the machine's order. */
    public static void i64(final long at, final long value) {
        check(at, 8);
        UnsafeApi.putLong(at, value);
    }

    /** Eight octets in network order. */
    public static long i64be(final long at) {
        final long raw = i64(at);
        return LITTLE_ENDIAN ? Long.reverseBytes(raw) : raw;
    }

    /** Stores eight octets in network order. */
    public static void i64be(final long at, final long value) {
        i64(at, LITTLE_ENDIAN ? Long.reverseBytes(value) : value);
    }

    /** Four octets in little-endian order, whatever the machine's. */
    public static int i32le(final long at) {
        final int raw = i32(at);
        return LITTLE_ENDIAN ? raw : Integer.reverseBytes(raw);
    }

    /** Eight octets in little-endian order, whatever the machine's. */
    public static long i64le(final long at) {
        final long raw = i64(at);
        return LITTLE_ENDIAN ? raw : Long.reverseBytes(raw);
    }

    /** Eight octets in the machine's order, at a multiple of eight, whole; what is read after it was written before it. */
    public static long i64Acquire(final long at) {
        check(at, 8);
        return UnsafeApi.getLongAcquire(null, at);
    }

    /** Stores eight octets in the machine's order, at a multiple of eight, whole, and after what was written before. */
    public static void i64Release(final long at, final long value) {
        check(at, 8);
        UnsafeApi.putLongRelease(null, at, value);
    }

    /** The same in network order. */
    public static void i64beRelease(final long at, final long value) {
        i64Release(at, LITTLE_ENDIAN ? Long.reverseBytes(value) : value);
    }

    /** Copies {@code length} octets; the two ranges may overlap. Cold path: short copies on the hot path are written out. */
    public static void copy(final long from, final long to, final int length) {
        check(from, length);
        check(to, length);
        UnsafeApi.copyMemory(from, to, length);
    }

    /** Copies {@code bytes} to native memory. Cold path. */
    public static void put(final long at, final byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            u8(at + i, bytes[i]);
        }
    }

    /** A copy of {@code length} octets of native memory. Cold path. */
    public static byte[] get(final long at, final int length) {
        final byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) u8(at + i);
        }
        return bytes;
    }

    /** Under {@code -Dguideway.checks=true}: throws unless {@code length} octets at {@code at} may be touched. */
    static void check(final long at, final int length) {
        if (CHECKS) {
            KnownMemory.check(at, length);
        }
    }
}
