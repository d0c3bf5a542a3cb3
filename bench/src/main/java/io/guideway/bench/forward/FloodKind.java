package io.guideway.bench.forward;

import java.util.Locale;

/** What a flood is made of. */
enum FloodKind {
    SYN("first packets of random senders", FloodKind.ANYWHERE, FloodKind.SYN_FLAG),
    ACK("later packets of unknown flows", FloodKind.ANYWHERE, FloodKind.ACK_FLAG),
    /** A million flows, which count as one source. */
    SOURCE("first packets of a million ports of one /24", FloodKind.NEIGHBOURS, FloodKind.SYN_FLAG);

    // guideway/bench.h
    private static final int ANYWHERE = 0;
    private static final int NEIGHBOURS = 1;

    // RFC 9293, section 3.1
    private static final int SYN_FLAG = 0x02;
    private static final int ACK_FLAG = 0x10;

    private final String meaning;
    private final int senders;
    private final int flags;

    FloodKind(final String meaning, final int senders, final int flags) {
        this.meaning = meaning;
        this.senders = senders;
        this.flags = flags;
    }

    /** As people write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    /** For {@code struct gwb_source}: where packets come from. */
    int senders() {
        return senders;
    }

    /** Of TCP. */
    int flags() {
        return flags;
    }
}
