package io.guideway.forward;

import io.guideway.flow.FlowHash;
import io.guideway.packet.Transport;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Service;
import io.guideway.service.Tracking;
import io.guideway.service.VipIndex;
import java.util.Optional;

/**
 * What a worker decides of packets of one TCP service, without frames: a burst of packets with the headers that {@link Selector}
 * and {@link Follower} read. One thread.
 */
public final class Decisions implements AutoCloseable {
    /** Most packets of a burst. */
    public static final int CAPACITY = Batch.CAPACITY;

    /** Of each packet: an IPv4 header of 20 octets, then a TCP header. */
    private static final int HEADERS = 64;

    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;
    private static final int TCP = 20;
    private static final int FLAGS = 13;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;

    private final Batch batch = new Batch();
    private final NativeBlock headers = new NativeBlock((long) HEADERS * CAPACITY);
    private final Selector selector;
    private final Optional<Follower> follower;
    private int count;

    /**
     * @param hash of the tier
     * @param records if there are none, views must not track
     */
    public Decisions(final FlowHash hash, final Optional<FlowRecords> records) {
        selector = new Selector(hash);
        follower = records.map(Follower::new);
    }

    /** Begins a burst. */
    public void clear() {
        count = 0;
    }

    /** Packets of the burst. */
    public int count() {
        return count;
    }

    /** Adds a packet; at most {@link #CAPACITY} of them. */
    public void add(final int source, final int port, final boolean isFirst) {
        final long network = headers.address() + (long) HEADERS * count++;
        final long transport = network + TCP;
        Mem.i32be(network + SOURCE, source);
        Mem.u16be(transport, port);
        Mem.u8(transport + FLAGS, isFirst ? SYN : ACK);
    }

    /** Decides all packets of the burst by a view of one service. */
    public void decide(final View view) {
        final Service service = view.generation().services().getFirst();
        final int vip = service.vip().ipv4Bits();
        final int kind = VipIndex.key(false, Transport.TCP, service.port());
        for (int i = 0; i < count; i++) {
            final long network = headers.address() + (long) HEADERS * i;
            Mem.i32be(network + DESTINATION, vip);
            Mem.u16be(network + TCP + 2, service.port());
            final long packet = batch.packet(i);
            Packet.begin(packet);
            Packet.kind(packet, kind);
            Packet.network(packet, network);
            Packet.transport(packet, network + TCP);
            final long entry = entry(view.services.vips(), service, kind);
            Packet.entry(packet, entry);
            selector.chooseSlot(packet, entry);
        }
        Selector.loadBackends(batch, count);
        if (view.isTracking) {
            follower.orElseThrow().follow(batch, count, view);
        }
    }

    private static long entry(final VipIndex vips, final Service service, final int kind) {
        final long high = service.vip().high();
        final long low = service.vip().low();
        return vips.find(vips.first(high, low, kind), high, low, kind);
    }

    /** Index in the service's list of the backend of packet {@code i}, or {@link Batch#NONE}. */
    public int backend(final int i) {
        return batch.backend(i);
    }

    /** The hash of packet {@code i}. */
    public long hash(final int i) {
        return Packet.hash(batch.packet(i));
    }

    /** The key of the record of packet {@code i}, by a view that tracks. */
    public long key(final int i, final View view) {
        return hash(i) ^ Tracking.key(view.tracking.of(0));
    }

    /** The slot of packet {@code i}. */
    public int slot(final int i) {
        return batch.slot(i);
    }

    /** Whether what was before a change has a word on a slot. */
    public static boolean isMoving(final View view, final int slot) {
        if (!view.isTracking || view.tracking.of(0) == Tracking.NOTHING) {
            return false;
        }
        final int code = Tracking.code(view.tracking.of(0), slot, 0);
        return code != Tracking.STILL && code != Tracking.RECORDS_ONLY;
    }

    /** Index in the service's list of the backend with a lasting number, or {@link Tracking#GONE}; by a view that tracks. */
    public static int present(final View view, final int lasting) {
        return view.tracking.present(lasting);
    }

    @Override
    public void close() {
        follower.ifPresent(Follower::close);
        headers.close();
        batch.close();
    }
}
