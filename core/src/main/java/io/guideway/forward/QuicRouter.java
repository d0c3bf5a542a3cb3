package io.guideway.forward;

import io.guideway.packet.Transport;
import io.guideway.packet.Verdict;
import io.guideway.ring.Mbuf;
import io.guideway.ring.Mem;
import io.guideway.service.Generation;
import io.guideway.service.QuicConfig;
import io.guideway.service.QuicServices;
import io.guideway.service.ServerIds;
import io.guideway.service.VipIndex;
import java.util.HashMap;
import java.util.Map;

/**
 * Hot path of generations in which some service routes by connection id, skipped otherwise. After the fourth stop: a QUIC packet whose
 * connection id names a backend that serves goes there, whatever its addresses, ports and slot say; docs/quic.md. It looks at nothing
 * but what all versions of QUIC have in common (RFC 8999, section 5). Belongs to one worker.
 */
final class QuicRouter {
    private static final int FORWARD = Batch.FORWARD;
    private static final int NO_BACKEND = Verdict.NO_BACKEND.ordinal();

    /** Of a {@link Packet#kind}: whether the packet has a whole UDP header. */
    private static final int WHAT = Packet.FRAGMENT | 0xFF << 16;

    private static final int UDP = Transport.UDP << 16;

    private static final int LONG_HEADER = 0x80;

    /** Where a long header has the length of the connection id, which follows at once; a short one has neither. */
    private static final int LONG_ID_LENGTH = 5;

    private static final int SHORT_ID = 1;

    private static final int CONFIGS = 8;
    private static final int CONFIG_SHIFT = 5;

    private final Target[] targets;
    private final boolean isActive;
    private final WorkerCounters counters;

    /**
     * What a service's connection ids mean.
     *
     * @param readers by the number of the configuration; null where there is none
     */
    private record Target(ServerIdReader[] readers, ServerIds servers) {}

    /** @param counters where what becomes of packets is counted */
    QuicRouter(final Generation generation, final WorkerCounters counters) {
        this.counters = counters;
        final QuicServices services = generation.quic();
        isActive = !services.isEmpty();
        targets = new Target[isActive ? services.services() : 0];
        final Map<QuicConfig, ServerIdReader> readers = new HashMap<>();
        services.forEach((index, entry) -> targets[index] = target(entry, readers));
    }

    /** Services with the same configuration share what reads it. */
    private static Target target(final QuicServices.Entry entry, final Map<QuicConfig, ServerIdReader> readers) {
        final ServerIdReader[] byConfig = new ServerIdReader[CONFIGS];
        for (final QuicConfig config : entry.routing().configs()) {
            byConfig[config.id()] = readers.computeIfAbsent(config, ServerIdReader::new);
        }
        return new Target(byConfig, entry.servers());
    }

    /** Whether any service routes by connection id. */
    boolean isActive() {
        return isActive;
    }

    /** Gives those of the first {@code count} packets the backends that their connection ids name. */
    void route(final Batch batch, final int count) {
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            final int verdict = Packet.verdict(packet);
            if (verdict == FORWARD || verdict == NO_BACKEND) { // backends that only drain are in no slot
                final Target target = targets[VipIndex.service(Packet.entry(packet))];
                if (target != null && (Packet.kind(packet) & WHAT) == UDP) {
                    counters.addChoice(route(packet, batch.mbuf(i), target));
                }
            }
        }
    }

    private static Choice route(final long packet, final long mbuf, final Target target) {
        final long datagram = Packet.transport(packet) + Transport.UDP_HEADER;
        final long end = Math.min(
                Packet.transport(packet) + Transport.udpLength(Packet.transport(packet)),
                Mbuf.data(mbuf) + Mbuf.dataLength(mbuf));
        return route(packet, datagram, (int) (end - datagram), target);
    }

    private static Choice route(final long packet, final long datagram, final int length, final Target target) {
        final int before = idOffset(datagram, length);
        final int octets = idOctets(datagram, length, before);
        if (octets < 1) {
            return Choice.QUIC_SHORT;
        }
        final ServerIdReader reader = target.readers()[Mem.u8(datagram + before) >>> CONFIG_SHIFT];
        if (reader == null) {
            return Choice.QUIC_CONFIG;
        }
        if (octets <= reader.octets()) {
            return Choice.QUIC_SHORT;
        }
        reader.read(datagram + before + 1);
        final int backend = target.servers().find(reader.high(), reader.low());
        if (backend == ServerIds.NONE) {
            return Choice.QUIC_SERVER;
        }
        readdress(packet, backend);
        return Choice.QUIC;
    }

    private static int idOffset(final long datagram, final int length) {
        return length > 0 && (Mem.u8(datagram) & LONG_HEADER) != 0 ? LONG_ID_LENGTH + 1 : SHORT_ID;
    }

    /** Octets of the connection id; behind a short header all that follow may be of it. None, or fewer, if the packet is cut off. */
    private static int idOctets(final long datagram, final int length, final int before) {
        final int present = length - before;
        if (before == SHORT_ID || present < 0) {
            return present;
        }
        final int said = Mem.u8(datagram + LONG_ID_LENGTH);
        return said <= present ? said : 0;
    }

    /** @param backend index in its service's list */
    private static void readdress(final long packet, final int backend) {
        final long entry = Packet.entry(packet);
        Packet.verdict(packet, FORWARD);
        Packet.slot(packet, Batch.NONE); // no slot had a say in it
        Packet.backend(packet, VipIndex.firstBackend(entry) + backend);
        Packet.record(packet, VipIndex.firstRecord(entry) + backend);
    }
}
