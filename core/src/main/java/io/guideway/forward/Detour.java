package io.guideway.forward;

import io.guideway.packet.Source;
import io.guideway.packet.Verdict;

/**
 * Off the hot path, after the fourth stop: a second look at the packets that the hot path set aside, one at a time. Some of
 * them find a backend after all, by other means than their ports.
 */
final class Detour implements AutoCloseable {
    private static final int FORWARD = Batch.FORWARD;
    private static final int ICMP = Verdict.ICMP.ordinal();
    private static final int FRAGMENT = Verdict.FRAGMENT.ordinal();

    private final IcmpDetour icmp;
    private final Fragments fragments;

    /** Both are closed with this. */
    Detour(final IcmpDetour icmp, final Fragments fragments) {
        this.icmp = icmp;
        this.fragments = fragments;
    }

    /**
     * Before {@link Follower}: looks at the first {@code count} packets. One that finds its backend has then what {@link Selector}
     * would have given it: entry, hash, slot, backend, record, and {@link Batch#FORWARD} as its verdict.
     */
    void look(final Batch batch, final int count, final View view) {
        for (int i = 0; i < count; i++) {
            final int verdict = Packet.verdict(batch.packet(i));
            if (verdict == ICMP || verdict == FRAGMENT) {
                look(batch, i, verdict, view);
            }
        }
    }

    private void look(final Batch batch, final int i, final int verdict, final View view) {
        final long packet = batch.packet(i);
        final int source = Source.verdict(Packet.isIpv6(packet), Packet.network(packet));
        if (source != FORWARD) {
            Packet.verdict(packet, source);
        } else if (verdict == FRAGMENT) {
            fragments.look(batch, i, view);
        } else {
            Packet.verdict(packet, icmp.look(packet, batch.mbuf(i), batch.port(), view.services.vips()));
        }
    }

    /** After {@link Follower}: fragments learn where their datagrams go. */
    void settle(final Batch batch, final View view) {
        fragments.settle(batch, view);
    }

    /** Whether packets are held. */
    boolean isHolding() {
        return fragments.isHolding();
    }

    /** Fills a batch with packets that were held and need not wait any more, ready to be sent or dropped; returns how many. */
    int release(final Batch batch, final View view) {
        return fragments.release(batch, view);
    }

    /** Nothing that is held is worth waiting for any more. */
    void giveUp() {
        fragments.giveUp();
    }

    @Override
    public void close() {
        icmp.close();
        fragments.close();
    }
}
