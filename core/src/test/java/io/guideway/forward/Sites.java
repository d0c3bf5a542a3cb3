package io.guideway.forward;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.Generation;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;

/** Services and ways to their backends as tests use them. */
public final class Sites {
    public static final String VIP4 = "203.0.113.10";
    public static final String VIP6 = "2001:db8::10";
    public static final String CLIENT4 = "198.51.100.7";
    public static final String CLIENT6 = "2001:db8:c::7";
    public static final String NODE4 = "10.0.0.2";
    public static final String NODE6 = "fd00::2";
    public static final long NEXT_HOP = 0x0200_0000_0b00L;
    public static final int MTU = 1500;

    private Sites() {}

    /** A service on port 80 with one table of 251 slots. */
    public static Service service(
            final String vip, final Protocol protocol, final Mode mode, final List<Backend> backends) {
        return service(vip, protocol, mode, HashFields.FIVE_TUPLE, backends);
    }

    public static Service service(
            final String vip,
            final Protocol protocol,
            final Mode mode,
            final HashFields hash,
            final List<Backend> backends) {
        final String name = "%s-%s-%s".formatted(mode, protocol, vip);
        return new Service(name, IpAddress.parse(vip), protocol, 80, mode, hash, 251, List.of(), backends);
    }

    /** Nothing out of the ordinary but the way of fragments. */
    public static Handling handling(final FragmentPolicy policy) {
        final Handling usual = Handling.DEFAULT;
        return new Handling(usual.outer(), policy, usual.oversize(), usual.quic());
    }

    /** The service with other outer fields. */
    public static Service with(final Service service, final Outer outer) {
        final Handling before = service.handling();
        return service.with(new Handling(outer, before.fragments(), before.oversize(), before.quic()));
    }

    /** What nothing is said of but the DSCP. */
    public static Outer marked(final int dscp) {
        return new Outer(64, Outer.DontFragment.COPY, dscp, Outer.Ecn.NORMAL, false, Outer.DEFAULT.gue());
    }

    /** What nothing is said of but GUE. */
    public static Outer gue(final int port, final int variant, final boolean hasChecksum) {
        final Outer.Gue gue = new Outer.Gue(port, variant, hasChecksum);
        return new Outer(64, Outer.DontFragment.COPY, Outer.COPIED, Outer.Ecn.NORMAL, false, gue);
    }

    /** Backends of weight 1. */
    public static List<Backend> backends(final String... addresses) {
        return List.of(addresses).stream()
                .map(a -> new Backend(IpAddress.parse(a), 1))
                .toList();
    }

    /** One port, one gateway behind it; sources as the service says, else the port's. */
    public static Route route(final Service service, final Backend backend) {
        if (!service.mode().hasOuterHeader()) {
            return new Route(0, MTU, Rig.STATION, NEXT_HOP, null);
        }
        final boolean ipv4 = backend.address().isIpv4();
        final Prefix source = service.source(ipv4).orElse(Prefix.of(IpAddress.parse(ipv4 ? NODE4 : NODE6)));
        return new Route(0, MTU, Rig.STATION, NEXT_HOP, source.first(), source.hostBits());
    }

    /** One generation of services, with {@link #route} to their backends. */
    public static ServiceTable table(final List<Service> services) {
        return new ServiceTable(Generation.alone(1, services), new BackendTable(services, Sites::route));
    }
}
