package io.guideway.forward;

import io.guideway.flow.RecordBurst;
import io.guideway.flow.RecordKind;
import io.guideway.flow.RecordTable;
import io.guideway.flow.SourcePrefix;
import io.guideway.packet.Transport;
import io.guideway.service.BackendNumbers;
import io.guideway.service.Tracking;
import io.guideway.service.VipIndex;

/**
 * Hot path while slots move, skipped otherwise. After the fourth stop: flows that a change would take away from their backend
 * keep it, by their record or by what their slot was before. The rules and why they hold are in docs/consistency.md.
 */
final class Follower implements AutoCloseable {
    private static final int FORWARD = Batch.FORWARD;

    /** Once around a million records in 131,000 bursts, so that no stamp gets so old that it looks young. */
    private static final int SWEPT_A_BURST = 2;

    private final RecordTable own;
    private final RecordTable peers;
    private final FlowRecords records;
    private final RecordBurst burst = new RecordBurst();

    // Of the burst that is being followed.
    private Tracking tracking;
    private BackendNumbers numbers;
    private WorkerCounters counters;
    private int now;

    Follower(final FlowRecords records) {
        this.records = records;
        own = records.own();
        peers = records.peers();
    }

    /** Gives the first {@code count} packets of the batch the backends that their flows have, where these are not their slots'. */
    void follow(final Batch batch, final int count, final View view) {
        tracking = view.tracking;
        numbers = view.generation().backends();
        counters = view.counters();
        now = records.clock().now();
        own.sweep(now, SWEPT_A_BURST);
        gather(batch, count);
        own.find(burst, now);
        final long known = found();
        peers.peek(burst, now);
        for (int i = 0; i < burst.count(); i++) {
            follow(i, (known >>> i & 1) != 0);
        }
    }

    private void gather(final Batch batch, final int count) {
        burst.clear();
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            if (Packet.verdict(packet) == FORWARD) {
                final long service = service(packet);
                if (service != Tracking.NOTHING
                        && Packet.slot(packet) != Batch.NONE // a connection id named its backend, now and later
                        && code(service, packet) != Tracking.STILL) {
                    final long flow = Packet.hash(packet) ^ Tracking.key(service);
                    if (isMention(packet)) {
                        mention(packet, flow);
                    } else if (Tracking.isOf(service, Packet.protocol(Packet.kind(packet)))) {
                        burst.add(flow, packet);
                    }
                }
            }
        }
    }

    private long service(final long packet) {
        return tracking.of(VipIndex.part(Packet.entry(packet)));
    }

    private static int code(final long service, final long packet) {
        return Tracking.code(service, Packet.slot(packet), owner(packet));
    }

    /** Index in its service's list of the backend that the packet has so far. */
    private static int owner(final long packet) {
        return Packet.backend(packet) - VipIndex.firstBackend(Packet.entry(packet));
    }

    /** A bit for each flow of the burst that was found. */
    private long found() {
        long bits = 0;
        for (int i = 0; i < burst.count(); i++) {
            bits |= (burst.found(i) == RecordTable.NONE ? 0L : 1L) << i;
        }
        return bits;
    }

    private void follow(final int i, final boolean isOwn) {
        final long packet = burst.tag(i);
        final int found = burst.found(i);
        if (found == RecordTable.NONE) {
            choose(packet, burst.flow(i));
        } else {
            obey(packet, burst.flow(i), found, isOwn);
        }
    }

    /** Whether a packet speaks of a flow and is none of it: an ICMP error that {@link QuotedFlow} has found the flow of. */
    private static boolean isMention(final long packet) {
        final int protocol = Packet.protocol(Packet.kind(packet));
        return protocol == Transport.ICMP || protocol == Transport.ICMPV6;
    }

    /** It goes where the flow goes and leaves no trace: anybody may say that somebody's packet failed. */
    private void mention(final long packet, final long flow) {
        final int ownRecord = own.peek(flow, now);
        final int found = ownRecord == RecordTable.NONE ? peers.peek(flow, now) : ownRecord;
        final int code = code(service(packet), packet);
        if (found != RecordTable.NONE) {
            final int backend = tracking.present(RecordTable.backend(found));
            if (serves(packet, backend)) {
                readdress(packet, backend);
            }
        } else if (code != Tracking.RECORDS_ONLY) {
            readdress(packet, VipIndex.firstBackend(Packet.entry(packet)) + code);
        }
    }

    private boolean serves(final long packet, final int backend) {
        final int service = VipIndex.service(Packet.entry(packet));
        return backend >= numbers.first(service) && backend < numbers.end(service);
    }

    private void obey(final long packet, final long flow, final int found, final boolean isOwn) {
        final int lasting = RecordTable.backend(found);
        final int backend = tracking.present(lasting);
        if (!serves(packet, backend)) {
            record(packet, flow);
            counters.addChoice(Choice.GONE);
            return;
        }
        readdress(packet, backend);
        if (isOwn) {
            confirm(packet, flow, found);
            counters.addChoice(Choice.RECORD);
        } else {
            take(packet, flow, lasting);
            counters.addChoice(Choice.PEER_RECORD);
        }
    }

    /** A flow is more than its first packet once another one has come. */
    private void confirm(final long packet, final long flow, final int found) {
        if (!RecordTable.isConfirmed(found) && !begins(packet)) {
            own.confirm(flow, source(packet), now);
            records.sink().accept(flow, RecordTable.backend(found), RecordKind.CONFIRMED);
        }
    }

    /** The flow has come over from another node, which may be no more: so this one says that it is here. */
    private void take(final long packet, final long flow, final int lasting) {
        if (begins(packet)) {
            record(packet, flow); // sent again, to this node: no proof yet that anybody answers it
        } else if (own.insertConfirmed(flow, lasting, 0, now)) {
            records.sink().accept(flow, lasting, RecordKind.CONFIRMED);
        }
    }

    private void choose(final long packet, final long flow) {
        final long service = service(packet);
        final int code = code(service, packet);
        final int owner = owner(packet);
        if (code == Tracking.RECORDS_ONLY) {
            counters.addChoice(Choice.SLOT);
        } else if (code == owner || begins(packet)) {
            record(packet, flow);
            counters.addChoice(Choice.SLOT);
        } else if (own.peek(flow, now) != RecordTable.NONE) {
            obey(packet, flow, own.find(flow, now), true); // an earlier packet of this burst began it
        } else {
            readdress(packet, VipIndex.firstBackend(Packet.entry(packet)) + code);
            record(packet, flow);
            counters.addChoice(Choice.OLD_OWNER);
        }
    }

    /** Whether the packet begins a flow, as far as it says itself. */
    private static boolean begins(final long packet) {
        return Packet.protocol(Packet.kind(packet)) == Transport.TCP && Transport.isFirst(Packet.transport(packet));
    }

    /** Records the flow with the backend that the packet has now, and tells of it, so that its next packet may come to another node. */
    private void record(final long packet, final long flow) {
        final int lasting = tracking.lasting(Packet.backend(packet));
        if (begins(packet)) {
            if (own.insert(flow, lasting, source(packet), now)) {
                records.sink().accept(flow, lasting, RecordKind.NEW);
            }
        } else if (own.insertOlder(flow, lasting, source(packet), now)) {
            records.sink().accept(flow, lasting, RecordKind.OLDER);
        }
    }

    private static long source(final long packet) {
        final long header = Packet.network(packet);
        return Packet.isIpv6(packet) ? SourcePrefix.ipv6(header) : SourcePrefix.ipv4(header);
    }

    private static void readdress(final long packet, final int backend) {
        final long entry = Packet.entry(packet);
        Packet.record(packet, VipIndex.firstRecord(entry) + backend - VipIndex.firstBackend(entry));
        Packet.backend(packet, backend);
    }

    @Override
    public void close() {
        burst.close();
    }
}
