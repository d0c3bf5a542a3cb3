package io.guideway.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published vectors hold the reference, the reference and OpenSSL hold the fast form. */
class SipHashTest {
    /** 00 01 … 0f, the key of all published vectors. */
    private static final byte[] KEY = counting(16);

    private static final long K0 = 0x0706050403020100L;
    private static final long K1 = 0x0f0e0d0c0b0a0908L;

    /** Length 15 is the paper's example (appendix A), all are in the authors' vectors.h. Messages are 00 01 02 …. */
    @ParameterizedTest
    @CsvSource({
        "0, 726fdb47dd0e0e31",
        "1, 74f839c593dc67fd",
        "2, 0d6c8009d9a94f5a",
        "3, 85676696d7fb7e2d",
        "7, ab0200f58b01d137",
        "8, 93f5f5799a932462",
        "15, a129ca6149be45e5"
    })
    void theReferenceGivesThePublishedVectorsOfSipHash24(final int length, final String hash) {
        assertEquals(hash, hex(new SipHashReference(2, 4).hash(KEY, counting(length))));
    }

    /** From OpenSSL 3.0: {@code openssl mac -macopt c-rounds:1 -macopt d-rounds:3 -macopt size:8 … SIPHASH}, octets reversed. */
    @ParameterizedTest
    @CsvSource({
        "0, abac0158050fc4dc",
        "1, c9f49bf37d57ca93",
        "4, cf75576088d38328",
        "6, c50d2b50c59f22a7",
        "7, d3927d989bb11140",
        "8, 369095118d299a8e",
        "13, 306f760c1229ffa7",
        "15, d320d86d2a519956",
        "16, cc4fdd1a7d908b66",
        "18, 8ffc389cb473e63e",
        "37, b6101c2da3c33057",
        "63, 9d199062b7bbb3a8",
        "255, f76214e3153c4a15",
        "256, 75b3e64e167de370",
        "300, 4016a23bda5a2224"
    })
    void sipHash13EqualsOpenSsl(final int length, final String hash) {
        assertEquals(hash, hex(SipHash.of(K0, K1, counting(length))));
        assertEquals(hash, hex(new SipHashReference(1, 3).hash(KEY, counting(length))));
    }

    /** {@code PYTHONHASHSEED=0 python3 -c "print(hex(hash(b'guideway') & 2**64 - 1))"}, CPython 3.11: the key is zero. */
    @Test
    void sipHash13EqualsCPythonsHashOfBytes() {
        assertEquals("105bdb1e8676376f", hex(SipHash.of(0, 0, "guideway".getBytes())));
    }

    @Property
    void octetsInNativeMemoryHashAsInTheReferenceAtAnyAlignment(
            @ForAll @Size(16) final byte[] key,
            @ForAll @Size(max = 80) final byte[] message,
            @ForAll @IntRange(max = 7) final int misalignment) {
        try (NativeBlock block = new NativeBlock(misalignment + message.length + 16L)) {
            Mem.put(block.address(), key);
            final long k0 = Mem.i64le(block.address());
            final long k1 = Mem.i64le(block.address() + 8);
            final long at = block.address() + 16 + misalignment;
            Mem.put(at, message);
            assertEquals(new SipHashReference(1, 3).hash(key, message), SipHash.of(k0, k1, at, message.length));
        }
    }

    private static byte[] counting(final int length) {
        final byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) i;
        }
        return octets;
    }

    private static String hex(final long hash) {
        return "%016x".formatted(hash);
    }
}
