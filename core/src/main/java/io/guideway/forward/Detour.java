package io.guideway.forward;

import io.guideway.packet.Verdict;
import io.guideway.service.VipIndex;

/**
 * Off the hot path, after the fourth stop: a second look at the packets that the hot path set aside, one at a time. Some of
 * them find a backend after all, by other means than their ports.
 */
final class Detour implements AutoCloseable {
    private static final int ICMP = Verdict.ICMP.ordinal();
    private static final int FRAGMENT = Verdict.FRAGMENT.ordinal();

    private final IcmpDetour icmp;

    /** @param icmp for packets of ICMP; closed with this */
    Detour(final IcmpDetour icmp) {
        this.icmp = icmp;
    }

    /**
     * Looks at the first {@code count} packets. One that finds its backend has then what {@link Selector} would have given it: entry,
     * hash, slot, backend, record, and {@link Batch#FORWARD} as its verdict.
     */
    void look(final Batch batch, final int count, final View view) {
        final VipIndex index = view.services.vips();
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            final int verdict = Packet.verdict(packet);
            if (verdict == ICMP) {
                Packet.verdict(packet, icmp.look(packet, batch.mbuf(i), batch.port(), index));
                continue;
            }
            if (verdict == FRAGMENT) {
                // to come: by policy
                continue;
            }
        }
    }

    @Override
    public void close() {
        icmp.close();
    }
}
