package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Whatever the file holds, there is a configuration or a refusal with a reason. */
class GarbageTest {
    private static final byte[] GOOD = Sample.GOOD.yaml().getBytes(StandardCharsets.UTF_8);

    @Property(tries = 1000)
    void anyOctetsAreReadOrRefused(@ForAll @Size(max = 300) final byte[] octets) {
        readOrRefuse(octets);
    }

    @Property(tries = 1000)
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 300) final String text) {
        readOrRefuse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1000)
    void anyYamlSignsAreReadOrRefused(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 60) final String text) {
        readOrRefuse(("a: " + text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 3000)
    void aFileWithSomeOctetsChangedIsReadOrRefused(
            @ForAll @Size(min = 1, max = 3) final int[] places, @ForAll @Size(3) final byte[] octets) {
        final byte[] changed = GOOD.clone();
        for (int i = 0; i < places.length; i++) {
            changed[Math.floorMod(places[i], changed.length)] = (byte) (octets[i] & 0x7F);
        }
        readOrRefuse(changed);
    }

    @Property(tries = 2000)
    void aFileWithAPieceMovedIsReadOrRefused(
            @ForAll @IntRange(max = 1000) final int from,
            @ForAll @IntRange(max = 60) final int length,
            @ForAll @IntRange(max = 1000) final int to) {
        final String yaml = Sample.GOOD.yaml();
        final int begin = from % yaml.length();
        final String piece = yaml.substring(begin, Math.min(yaml.length(), begin + length));
        final StringBuilder moved = new StringBuilder(yaml).delete(begin, begin + piece.length());
        moved.insert(to % (moved.length() + 1), piece);
        readOrRefuse(moved.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileCutAnywhereIsReadOrRefused() {
        for (int length = 0; length < GOOD.length; length++) {
            readOrRefuse(Arrays.copyOf(GOOD, length));
        }
    }

    private static void readOrRefuse(final byte[] octets) {
        try {
            Sample.read(octets);
        } catch (final ConfigurationException refusal) {
            assertFalse(refusal.problems().isEmpty());
            for (final Problem problem : refusal.problems()) {
                assertFalse(problem.message().isBlank(), problem::toString);
                assertFalse(problem.remedy().isBlank(), problem::toString);
            }
        }
    }
}
