package io.guideway.forward;

import io.guideway.flow.DatagramTable;
import io.guideway.flow.FlowHash;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.ring.MbufPool;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.SoleServices;
import io.guideway.service.VipIndex;
import org.agrona.concurrent.NanoClock;

/**
 * Off the hot path. Brings the fragments of a datagram to one backend, by the {@link FragmentPolicy} of its service, and drops those
 * that no honest sender makes. docs/packets.md tells the rules.
 *
 * <p>Only the first fragment of a datagram has ports, and so a service. What becomes of it stands in a {@link DatagramTable}, and the later
 * ones follow. A later one that came first goes by itself where its service can be no other and asks for no ports; else it is held.
 *
 * <p>Memory is taken once: the table and room for what is held. A flood of fragments makes others lose their entries, and what they
 * hold, early; it makes nothing grow. One thread.
 */
final class Fragments implements AutoCloseable {
    /** Datagrams that may be under way; a MiB. */
    private static final int DATAGRAMS = 8192;

    private static final long MILLISECOND_NS = 1_000_000;
    private static final int FORWARD = Batch.FORWARD;
    private static final int HELD = Verdict.HELD.ordinal();
    private static final int NO_SERVICE = Verdict.NO_SERVICE.ordinal();
    private static final int FRAGMENT = Verdict.FRAGMENT.ordinal();
    private static final int FRAGMENT_OVERLAP = Verdict.FRAGMENT_OVERLAP.ordinal();
    private static final int FRAGMENT_ORPHAN = Verdict.FRAGMENT_ORPHAN.ordinal();

    private final FlowHash hash;
    private final MbufPool pool;
    private final NanoClock clock;
    private final Selector selector;
    private final DatagramFollower follower;
    private final FragmentParser parser = new FragmentParser();
    private final DatagramTable datagrams = new DatagramTable(DATAGRAMS);
    private final HeldPackets held = new HeldPackets();

    /** A bit for each packet of the burst that is a sound fragment. */
    private long fragments;

    // Of these.
    private final long[] keys = new long[Batch.CAPACITY];
    private final int[] froms = new int[Batch.CAPACITY];
    private final int[] tos = new int[Batch.CAPACITY];
    private final boolean[] ends = new boolean[Batch.CAPACITY];

    private long nowNs;
    private int nowMs;

    /**
     * @param hash keyed with the tier's seed
     * @param pool where packets go that are still held when this is closed
     * @param clock by which datagrams age and packets wait
     */
    Fragments(final FlowHash hash, final MbufPool pool, final NanoClock clock) {
        this.hash = hash;
        this.pool = pool;
        this.clock = clock;
        selector = new Selector(hash);
        follower = new DatagramFollower(hash);
    }

    /**
     * Before records are asked: drops packet {@code i} if it is no sound fragment. If it is the first of its datagram and its service
     * goes by ports, it is from now on like any packet of its flow.
     */
    void look(final Batch batch, final int i, final View view) {
        final long packet = batch.packet(i);
        final int verdict = parser.parse(packet, batch.mbuf(i));
        if (verdict != FORWARD) {
            Packet.verdict(packet, verdict);
            return;
        }
        fragments |= 1L << i;
        keys[i] = datagram(packet);
        froms[i] = parser.from();
        tos[i] = parser.to();
        ends[i] = parser.isEnd();
        if (parser.isFirst()) {
            lookAtFirst(packet, view);
        }
    }

    private long datagram(final long packet) {
        final long network = Packet.network(packet);
        return Packet.isIpv6(packet)
                ? hash.ipv6Datagram(network, parser.identification())
                : hash.ipv4Datagram(network, Packet.protocol(Packet.kind(packet)), parser.identification());
    }

    private void lookAtFirst(final long packet, final View view) {
        final int kind = Packet.kind(packet) & ~Packet.FRAGMENT;
        final long entry = DatagramFollower.entry(packet, kind, view.services.vips());
        if (entry >= 0) {
            Packet.entry(packet, entry);
            if (policy(entry, view) == FragmentPolicy.TRACK) {
                Packet.verdict(packet, FORWARD);
                selector.chooseSlot(packet, entry);
                if (Packet.verdict(packet) == FORWARD) {
                    Selector.loadBackend(packet);
                }
            }
        }
    }

    private static FragmentPolicy policy(final long entry, final View view) {
        final int service = VipIndex.service(entry);
        return view.generation().services().get(service).handling().fragments();
    }

    /** After records were asked: the first fragments have their backends, and the later ones follow, or wait. */
    void settle(final Batch batch, final View view) {
        if (fragments != 0) {
            readClock();
            while (fragments != 0) {
                settle(batch, Long.numberOfTrailingZeros(fragments), view);
                fragments &= fragments - 1;
            }
        }
    }

    private void readClock() {
        nowNs = clock.nanoTime();
        nowMs = (int) (nowNs / MILLISECOND_NS);
    }

    private void settle(final Batch batch, final int i, final View view) {
        final long packet = batch.packet(i);
        long place = datagrams.find(keys[i], nowMs);
        if (place == DatagramTable.NONE) {
            if (froms[i] != 0 && !mayFollow(packet, view)) {
                return;
            }
            place = datagrams.insert(keys[i], nowMs);
        }
        switch (DatagramTable.cover(place, froms[i], tos[i], ends[i])) {
            case NEW -> pass(batch, i, place, view);
            case LAST -> {
                pass(batch, i, place, view);
                datagrams.remove(keys[i]);
            }
            case REPEATED -> Packet.verdict(packet, FRAGMENT_OVERLAP);
            case OVERLAPPING -> spoil(packet, i, place);
        }
    }

    /** None of its fragments is to be trusted any more, those to come included (RFC 5722, section 4). */
    private void spoil(final long packet, final int i, final long place) {
        Packet.verdict(packet, FRAGMENT_OVERLAP);
        final boolean waited = DatagramTable.state(place) == DatagramTable.UNDECIDED;
        DatagramTable.state(place, FRAGMENT_OVERLAP);
        if (waited) {
            held.decide(keys[i], place);
        }
    }

    private void pass(final Batch batch, final int i, final long place, final View view) {
        final int state = DatagramTable.state(place);
        if (state == FRAGMENT_OVERLAP) {
            Packet.verdict(batch.packet(i), FRAGMENT_OVERLAP);
        } else if (froms[i] == 0) {
            decide(batch.packet(i), i, place, view);
        } else if (state == DatagramTable.UNDECIDED) {
            passUndecided(batch, i, place, view);
        } else {
            follower.follow(batch.packet(i), place, view);
        }
    }

    /** The first fragment: it has its backend, or gets it now, or goes nowhere; so do the others. */
    private void decide(final long packet, final int i, final long place, final View view) {
        if (Packet.verdict(packet) == FRAGMENT) {
            finish(packet, view);
        }
        final boolean waited = DatagramTable.state(place) == DatagramTable.UNDECIDED;
        remember(packet, place, view);
        if (waited) {
            held.decide(keys[i], place);
        }
    }

    private void finish(final long packet, final View view) {
        final long entry = Packet.entry(packet);
        if (entry == Packet.NO_ENTRY) {
            Packet.verdict(packet, withoutService(Packet.kind(packet)));
        } else if (policy(entry, view) == FragmentPolicy.THREE_TUPLE) {
            follower.choose(packet, entry);
        }
    }

    private static void remember(final long packet, final long place, final View view) {
        DatagramTable.decide(
                place,
                Packet.verdict(packet),
                Packet.kind(packet) & ~Packet.FRAGMENT,
                Packet.hash(packet),
                Packet.backend(packet),
                DatagramFollower.generation(view));
    }

    /** ICMP finds its service by other means than ports, but only in one piece. */
    private static int withoutService(final int kind) {
        final int protocol = Packet.protocol(kind);
        return protocol == Transport.ICMP || protocol == Transport.ICMPV6 ? FRAGMENT : NO_SERVICE;
    }

    /** Whether a later fragment of an unknown datagram may have somewhere to go; if not, it has its verdict. */
    private boolean mayFollow(final long packet, final View view) {
        final int port = solePort(packet, view);
        if (port == SoleServices.MANY) {
            return true;
        }
        if (port == SoleServices.NONE) {
            final int kind = Packet.kind(packet);
            Packet.verdict(packet, withoutService(kind));
            return Packet.isIpv6(packet) && Ipv6Extensions.isExtension(Packet.protocol(kind));
        }
        final long entry = soleEntry(packet, port, view);
        Packet.entry(packet, entry);
        return policy(entry, view) != FragmentPolicy.DROP;
    }

    /** A later fragment of which nothing was decided: by itself where that can be, else it waits for the first one. */
    private void passUndecided(final Batch batch, final int i, final long place, final View view) {
        final long packet = batch.packet(i);
        final int port = solePort(packet, view);
        if (port >= 0) {
            final long entry = soleEntry(packet, port, view);
            if (policy(entry, view) == FragmentPolicy.THREE_TUPLE) {
                follower.choose(packet, entry);
                remember(packet, place, view);
                DatagramTable.kind(place, FragmentParser.withoutPort(Packet.kind(packet)) | port);
                return;
            }
        }
        Packet.entry(packet, Packet.NO_ENTRY);
        Packet.verdict(packet, held.hold(batch, i, keys[i], nowNs) ? HELD : FRAGMENT_ORPHAN);
    }

    private static int solePort(final long packet, final View view) {
        final int key = FragmentParser.withoutPort(Packet.kind(packet));
        final long network = Packet.network(packet);
        return Packet.isIpv6(packet)
                ? solePort(Ipv6.destinationHigh(network), Ipv6.destinationLow(network), key, view)
                : solePort(0, Ipv4.mappedDestination(network), key, view);
    }

    /** Where networks are VIPs, or ports are many, the first fragment has to say which service it is. */
    private static int solePort(final long high, final long low, final int key, final View view) {
        return view.services.vips().isInWide(high, low, key & VipIndex.IPV6)
                ? SoleServices.MANY
                : view.generation().soles().port(high, low, key);
    }

    private static long soleEntry(final long packet, final int port, final View view) {
        final int key = FragmentParser.withoutPort(Packet.kind(packet)) | port;
        return DatagramFollower.entry(packet, key, view.services.vips());
    }

    /** Whether packets are held. */
    boolean isHolding() {
        return !held.isEmpty();
    }

    /** Fills a batch with packets that were held and need not wait any more, ready to be sent or dropped; returns how many. */
    int release(final Batch batch, final View view) {
        readClock();
        if (!held.isDue(nowNs)) {
            return 0;
        }
        batch.isReleased(true);
        return held.take(batch, nowNs, follower, view);
    }

    /** Nothing that is held is worth waiting for any more. */
    void giveUp() {
        held.giveUpAll();
    }

    @Override
    public void close() {
        held.free(pool);
        held.close();
        datagrams.close();
    }
}
