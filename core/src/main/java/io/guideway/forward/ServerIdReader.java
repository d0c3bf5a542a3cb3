package io.guideway.forward;

import io.guideway.ring.Mem;
import io.guideway.service.QuicConfig;
import io.guideway.service.ServerId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hot path of services that route by connection id. Reads the server id out of connection ids that were made by one configuration
 * (draft-ietf-quic-load-balancers-21, section 5.5). The steps of the four passes have that section's names; the nonce is of no interest. One
 * thread.
 */
final class ServerIdReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int PLAIN = 0;
    private static final int ONE_BLOCK = 1;
    private static final int FOUR_PASSES = 2;

    /** Where the four passes tell the cipher how long the plaintext is, and which pass it is; section 5.4.2.2. */
    private static final int LENGTH = 14;

    private static final int PASS = 15;

    private final int kind;
    private final AesBlock cipher;
    private final int octets;
    private final int serverIdOctets;
    private final long highMask;
    private final long lowMask;
    private final int half;
    private final boolean isOdd;
    private final boolean isIdInLeft;

    private final byte[] left = new byte[2 * AesBlock.OCTETS];
    private final byte[] right = new byte[AesBlock.OCTETS];
    private final byte[] in = new byte[AesBlock.OCTETS];
    private final byte[] out = new byte[AesBlock.OCTETS];
    private long high;
    private long low;

    ServerIdReader(final QuicConfig config) {
        kind = config.key().isEmpty() ? PLAIN : config.isOneBlock() ? ONE_BLOCK : FOUR_PASSES;
        cipher = config.key()
                .map(key -> config.isOneBlock() ? AesBlock.decrypting(key) : AesBlock.encrypting(key))
                .orElse(null);
        octets = config.octets();
        serverIdOctets = config.serverIdOctets();
        highMask = ServerId.highMask(serverIdOctets);
        lowMask = ServerId.lowMask(serverIdOctets);
        half = (octets + 1) / 2;
        isOdd = octets % 2 != 0;
        isIdInLeft = config.serverIdOctets() <= config.nonceOctets();
    }

    /** Octets that it reads: of server id and nonce. */
    int octets() {
        return octets;
    }

    /** The first half of the {@link ServerId} that was read last. */
    long high() {
        return high;
    }

    /** The second half. */
    long low() {
        return low;
    }

    /** Reads the id that stands behind the first octet of a connection id; {@link #octets} are readable from {@code at} on. */
    void read(final long at) {
        if (kind == PLAIN) {
            copy(at, left, serverIdOctets);
            take(left);
        } else if (kind == ONE_BLOCK) {
            LONGS.set(in, 0, Mem.i64be(at));
            LONGS.set(in, Long.BYTES, Mem.i64be(at + Long.BYTES));
            cipher.apply(in, out);
            take(out);
        } else {
            readFourPasses(at);
            take(left);
        }
    }

    private void take(final byte[] plaintext) {
        high = (long) LONGS.get(plaintext, 0) & highMask;
        low = (long) LONGS.get(plaintext, Long.BYTES) & lowMask | serverIdOctets;
    }

    private void readFourPasses(final long at) {
        copy(at, left, half);
        copy(at + octets - half, right, half);
        clear();
        changeLeft(4);
        changeRight(3);
        changeLeft(2);
        if (!isIdInLeft) {
            changeRight(1);
            join();
        }
    }

    private void changeLeft(final int pass) {
        change(right, left, pass);
        clear();
    }

    private void changeRight(final int pass) {
        change(left, right, pass);
        clear();
    }

    private void change(final byte[] from, final byte[] to, final int pass) {
        for (int i = 0; i < half; i++) {
            in[i] = from[i]; // up to LENGTH it stays zero behind
        }
        in[LENGTH] = (byte) octets;
        in[PASS] = (byte) pass;
        cipher.apply(in, out);
        for (int i = 0; i < half; i++) {
            to[i] ^= out[i];
        }
    }

    /** The octet in the middle of an odd number belongs to both sides, four bits to each. */
    private void clear() {
        if (isOdd) {
            left[half - 1] &= (byte) 0xF0;
            right[0] &= 0x0F;
        }
    }

    /** Puts the right side behind the left one. */
    private void join() {
        final int to = octets - half;
        left[to] = isOdd ? (byte) (left[to] | right[0]) : right[0];
        for (int i = 1; i < half; i++) {
            left[to + i] = right[i];
        }
    }

    private static void copy(final long from, final byte[] to, final int count) {
        for (int i = 0; i < count; i++) {
            to[i] = (byte) Mem.u8(from + i);
        }
    }
}
