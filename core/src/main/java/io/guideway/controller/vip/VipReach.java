package io.guideway.controller.vip;

import io.guideway.controller.health.Departure;
import io.guideway.controller.health.NoWayException;
import io.guideway.controller.health.Reach;
import io.guideway.controller.health.ViaVip;
import io.guideway.packet.IpAddress;
import io.guideway.service.Mode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One backend behind a VIP: each run has a port of its own, by which its packets are known. Any thread. */
final class VipReach implements Reach {
    /** The node's routes and addresses may change. */
    private static final long EGRESS_HOLDS_NS = TimeUnit.SECONDS.toNanos(5);

    private final ViaVip way;
    private final IpAddress backend;
    private final InetAddress address;
    private final InetSocketAddress target;
    private final SourcePorts ports;
    private volatile Asked asked;

    /** What the kernel said last. */
    private record Asked(Egress egress, long atNs) {}

    VipReach(final ViaVip way, final IpAddress backend, final int port, final SourcePorts ports) {
        this.way = way;
        this.backend = backend;
        this.ports = ports;
        address = InetAddress.ofLiteral(backend.toString());
        target = new InetSocketAddress(InetAddress.ofLiteral(way.vip().toString()), port);
    }

    @Override
    public InetSocketAddress target() {
        return target;
    }

    @Override
    public Departure depart() throws NoWayException {
        final Egress egress = egress();
        final Flow flow = ports.take(way.vip(), hop(egress));
        return new Taken(new InetSocketAddress(egress.address(), flow.sourcePort()), flow);
    }

    private Egress egress() throws NoWayException {
        final Asked before = asked;
        if (before != null && System.nanoTime() - before.atNs() < EGRESS_HOLDS_NS) {
            return before.egress();
        }
        final Egress egress = Egress.towards(address, target.getAddress());
        asked = new Asked(egress, System.nanoTime());
        return egress;
    }

    private Hop hop(final Egress egress) throws NoWayException {
        if (way.mode() == Mode.L3DSR) {
            return new Hop.Redirection(backend, address, way.outer().dscp());
        }
        if (way.mode().hasOuterHeader()) {
            final IpAddress from = way.source(backend)
                    .orElseThrow(() -> new NoWayException("no port has an outer source address towards " + backend));
            return new Hop.Tunnel(from, backend, address, way.mode(), way.outer());
        }
        final long mac = way.mac(backend)
                .orElseThrow(() -> new NoWayException("no port's neighbours have an Ethernet address of " + backend));
        return new Hop.Link(egress.interfaceIndex(), mac);
    }

    /** A port until it is given back. */
    private final class Taken implements Departure {
        private final InetSocketAddress from;
        private final Flow flow;

        private Taken(final InetSocketAddress from, final Flow flow) {
            this.from = from;
            this.flow = flow;
        }

        @Override
        public Optional<InetSocketAddress> from() {
            return Optional.of(from);
        }

        @Override
        public void close() {
            ports.giveBack(flow);
        }
    }
}
