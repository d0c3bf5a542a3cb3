package io.guideway.forward;

import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;

/**
 * Rare path, after the fifth stop: packets that were too big for the MTU. What may be fragmented is, where its service wants
 * that; of the rest the sender is told what would fit. Belongs to one worker.
 */
final class Shortener implements AutoCloseable {
    private static final int TOO_BIG = Verdict.TOO_BIG.ordinal();

    private final PathMtu pathMtu;
    private final Fragmenter fragmenter;

    /** Both closed with this. */
    Shortener(final PathMtu pathMtu, final Fragmenter fragmenter) {
        this.pathMtu = pathMtu;
        this.fragmenter = fragmenter;
    }

    /** Looks at the first {@code count} packets of a batch. */
    void look(final Batch batch, final int count, final ServiceTable services) {
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            if (Packet.verdict(packet) == TOO_BIG) {
                Packet.verdict(packet, shorten(batch, i, packet, services));
            }
        }
    }

    private int shorten(final Batch batch, final int i, final long packet, final ServiceTable services) {
        final long backend = services.backends().record(Packet.record(packet));
        final int room = BackendTable.largestPacket(backend) - BackendTable.outerLength(backend);
        if (Packet.networkLength(packet) <= room) {
            return TOO_BIG; // by the padding alone, which the sender would not know what to do about
        }
        if (mayBeFragmented(packet, backend)) {
            return services.oversize(Packet.entry(packet)).isFragmented() ? fragmenter.cut(batch, i, backend) : TOO_BIG;
        }
        return pathMtu.tell(batch, i, room);
    }

    /**
     * IPv4 where DF is clear. IPv6 itself never; but as no sender may be told of less than {@link Ipv6#LEAST_MTU} (RFC 2473,
     * section 7.1), up to that the packet around it is.
     */
    private static boolean mayBeFragmented(final long packet, final long backend) {
        return Packet.isIpv6(packet)
                ? BackendTable.outerLength(backend) > 0 && Packet.networkLength(packet) <= Ipv6.LEAST_MTU
                : (Ipv4.flags(Packet.network(packet)) & Ipv4.DONT_FRAGMENT) == 0;
    }

    @Override
    public void close() {
        pathMtu.close();
        fragmenter.close();
    }
}
