package io.guideway.bench.lab.traffic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A size of frames, or a mix of sizes. Octets are RFC 2544's: of the whole Ethernet frame, its checksum of four included.
 *
 * @param name as it is asked for and told
 * @param mix octets of each frame in one cycle of the mix; one entry where all are alike
 */
public record FrameSize(String name, List<Integer> mix) {
    /** The largest frame of untagged Ethernet. */
    public static final int LONGEST = 1518;

    /** Octets of the checksum at a frame's end, which DPDK does not see. */
    static final int CHECKSUM = 4;

    /** Preamble, start of frame and the gap between two frames, in octets (RFC 5180, appendix A.1). */
    private static final int BETWEEN_FRAMES = 20;

    /** Ethernet's and UDP's headers, the trailer that the sink reads, the checksum. */
    private static final int BESIDE_IP = 14 + 8 + Stream.TRAILER + CHECKSUM;

    private static final String IMIX = "IMIX";
    private static final double BITS = 8;
    private static final double GIGA = 1e9;

    /** @throws IllegalArgumentException if the mix is empty */
    public FrameSize {
        mix = List.copyOf(mix);
        if (mix.isEmpty()) {
            throw new IllegalArgumentException("a mix of no frames; give at least one");
        }
    }

    /** Octets of the shortest frame that holds headers and trailer: 64 for IPv4, 84 for IPv6. */
    public static int shortest(final boolean ipv6) {
        return BESIDE_IP + (ipv6 ? 40 : 20);
    }

    /**
     * A size by its name.
     *
     * @param word octets, or {@code IMIX} in any case: 7 frames of 64 octets (the shortest there are), 4 of 570, 1 of 1518
     *     (the longest there are)
     * @param longest octets of the longest frame that device and links take, up to {@link #LONGEST}
     * @throws IllegalArgumentException if it is neither, or a frame cannot be so long
     */
    public static FrameSize parse(final String word, final boolean ipv6, final int longest) {
        if (word.toUpperCase(Locale.ROOT).equals(IMIX)) {
            return imix(shortest(ipv6), longest);
        }
        if (!word.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("frame size is %s; give octets or imix".formatted(word));
        }
        final int octets = Integer.parseInt(word);
        if (octets < shortest(ipv6) || octets > longest || ipv6 && octets % 2 != 0) {
            throw new IllegalArgumentException(
                    "frame size is %d; give %d to %d, or imix%s: headers, checksum and %d octets to know a frame by take %d"
                            .formatted(
                                    octets,
                                    shortest(ipv6),
                                    longest,
                                    ipv6 ? ", and an even number" : "",
                                    Stream.TRAILER,
                                    shortest(ipv6)));
        }
        return new FrameSize(word, List.of(octets));
    }

    private static FrameSize imix(final int shortest, final int longest) {
        final List<Integer> mix = new ArrayList<>(Collections.nCopies(7, shortest));
        mix.addAll(Collections.nCopies(4, 570));
        mix.add(longest);
        return new FrameSize(IMIX, mix);
    }

    /** Octets of a frame in the mean. */
    public double octets() {
        return mix.stream().mapToInt(Integer::intValue).average().orElseThrow();
    }

    /**
     * Frames a second that fill a line.
     *
     * @param gigabits of the line, a second
     * @param added octets that each frame has grown by
     */
    public double lineRate(final double gigabits, final int added) {
        return gigabits * GIGA / ((octets() + added + BETWEEN_FRAMES) * BITS);
    }

    /** Gigabits a second that so many frames a second take on a line, preamble and gap included. */
    public double gigabits(final double framesPerSecond, final int added) {
        return framesPerSecond * (octets() + added + BETWEEN_FRAMES) * BITS / GIGA;
    }
}
