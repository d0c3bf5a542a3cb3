package io.guideway.bench.flood;

import java.util.Locale;

/** What a flood is made of. */
enum Kind {
    /** First packets, from sources and ports at random. */
    SYN("first packets of random sources") {
        @Override
        byte[] packet(final FloodFrames frames, final long number) {
            return frames.syn(mix(number));
        }
    },
    /** Later packets of flows that nobody knows. */
    ACK("later packets of unknown flows") {
        @Override
        byte[] packet(final FloodFrames frames, final long number) {
            return frames.ack(mix(number));
        }
    },
    /** First packets from the ports of 16 neighbours: a million flows, which count as one source. */
    SOURCE("first packets of a million ports of one /24") {
        @Override
        byte[] packet(final FloodFrames frames, final long number) {
            return frames.neighbour((int) number & MILLION);
        }
    },
    /** Fragments, of which only the first would have ports. */
    FRAGMENT("small fragments of random sources") {
        @Override
        byte[] packet(final FloodFrames frames, final long number) {
            return frames.fragment(mix(number));
        }
    },
    /** A first and a later packet for each invented flow: what a node under DSR cannot tell from a connection. */
    PAIR("a first and a later packet of each invented flow") {
        @Override
        byte[] packet(final FloodFrames frames, final long number) {
            final long pair = number >>> 1;
            return (number & 1) == 0 ? frames.syn(mix(pair)) : frames.ack(mix(pair - PAIRS_BETWEEN));
        }
    };

    private static final int MILLION = (1 << 20) - 1;

    /** More than a burst, so that a flow's first packet has been recorded when the later one comes. */
    private static final int PAIRS_BETWEEN = 64;

    private final String meaning;

    Kind(final String meaning) {
        this.meaning = meaning;
    }

    /** Packet {@code number} of the flood; its octets last until the next one is asked for. */
    abstract byte[] packet(FloodFrames frames, long number);

    /** As people write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    /** Evenly spread words from neighbouring numbers (SplitMix64, Steele and others 2014). */
    private static long mix(final long number) {
        long word = number * 0x9E37_79B9_7F4A_7C15L;
        word = (word ^ word >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        word = (word ^ word >>> 27) * 0x94D0_49BB_1331_11EBL;
        return word ^ word >>> 31;
    }
}
