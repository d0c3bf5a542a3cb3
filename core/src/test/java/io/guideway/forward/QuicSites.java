package io.guideway.forward;

import io.guideway.packet.IpAddress;
import io.guideway.packet.MacAddress;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.FlowTracking;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.QuicConfig;
import io.guideway.service.QuicKey;
import io.guideway.service.QuicRouting;
import io.guideway.service.ServerId;
import io.guideway.service.Service;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service that routes by connection id: backend n is 10.0.0.n and has the server ids 0n of one octet and 00..0n of three. */
public final class QuicSites {
    public static final QuicKey KEY = QuicKey.parse("8f95f09245765f80256934e50c66207f");

    /** Four passes, of which three tell the server id. */
    public static final QuicConfig FOUR_PASSES = new QuicConfig(0, 3, 4, Optional.of(KEY));

    public static final QuicConfig ONE_BLOCK = new QuicConfig(1, 1, 15, Optional.of(KEY));
    public static final QuicConfig PLAIN = new QuicConfig(5, 3, 8, Optional.empty());
    public static final List<QuicConfig> CONFIGS = List.of(FOUR_PASSES, ONE_BLOCK, PLAIN);

    /** Ethernet address of backend 0; that of another one ends with its number. */
    public static final long MARK = MacAddress.parse("02:00:00:00:00:00");

    private QuicSites() {}

    /** A UDP service on port 443 with these of the backends. */
    public static Service service(final String vip, final List<Backend> backends) {
        return service(vip, Mode.L2DSR, FlowTracking.DEFAULT, backends);
    }

    /** The same with another mode and other tracking. */
    public static Service service(
            final String vip, final Mode mode, final FlowTracking tracking, final List<Backend> backends) {
        final Map<ServerId, IpAddress> servers = new HashMap<>();
        for (int i = 1; i < 250; i++) {
            servers.put(ServerId.parse(serverId(FOUR_PASSES, i)), address(i));
            servers.put(ServerId.parse(serverId(ONE_BLOCK, i)), address(i));
        }
        final Handling handling = Handling.DEFAULT.with(QuicRouting.of(CONFIGS, servers));
        return new Service(
                "quic",
                IpAddress.parse(vip),
                Protocol.UDP,
                443,
                mode,
                HashFields.FIVE_TUPLE,
                251,
                List.of(),
                backends,
                tracking,
                handling);
    }

    /** Backends of weight 1. */
    public static List<Backend> backends(final int... numbers) {
        return Arrays.stream(numbers).mapToObj(n -> new Backend(address(n), 1)).toList();
    }

    public static IpAddress address(final int backend) {
        return IpAddress.parse("10.0.0." + backend);
    }

    /** In hex, of the length that the configuration has. */
    public static String serverId(final QuicConfig config, final int backend) {
        return "00".repeat(config.serverIdOctets() - 1) + "%02x".formatted(backend);
    }

    /** A connection id of that backend; other nonces give other ids. */
    public static byte[] connectionId(final QuicConfig config, final int backend, final int nonce) {
        return ConnectionIds.encode(
                config, serverId(config, backend), "%08x".formatted(nonce) + "5a".repeat(config.nonceOctets() - 4));
    }

    /** To the backend's own Ethernet address, so that a frame tells where it went. */
    public static Route route(final Service service, final Backend backend) {
        final IpAddress source = IpAddress.parse(backend.address().isIpv4() ? Sites.NODE4 : Sites.NODE6);
        return new Route(
                0,
                1500,
                Rig.STATION,
                MARK | backend.address().low() & 0xFF,
                service.mode() == Mode.L2DSR ? null : source);
    }

    /** The number of the backend that a frame went to. */
    public static int backend(final byte[] frame) {
        return frame[5] & 0xFF;
    }
}
