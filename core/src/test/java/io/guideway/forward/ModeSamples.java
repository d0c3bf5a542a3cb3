package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.backends;

import io.guideway.packet.Ethernet;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Outer.DontFragment;
import io.guideway.service.Outer.Ecn;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The modes that have choices, in every pair of families, with frames for each: as values, and as a file says them. */
public final class ModeSamples {
    private static final Outer.Gue GUE = Outer.DEFAULT.gue();
    private static final List<Prefix> SPREAD = List.of(Prefix.parse("10.200.0.0/18"), Prefix.parse("fd00:5::/48"));

    /** One choice. @param yaml the keys that say it */
    private record Choice(Mode mode, Outer outer, List<Prefix> sources, String yaml) {}

    private static final List<Choice> CHOICES = List.of(
            new Choice(Mode.GRE, Outer.DEFAULT, List.of(), ""),
            new Choice(Mode.GUE, Sites.gue(6080, 1, false), SPREAD, "source: [10.200.0.0/18, 'fd00:5::/48']"),
            new Choice(Mode.GUE, Sites.gue(6080, 1, true), List.of(), "gue: {checksum: computed}"),
            new Choice(Mode.GUE, Sites.gue(4000, 0, false), List.of(), "gue: {port: 4000, variant: 0}"),
            new Choice(Mode.GUE, Sites.gue(6080, 0, true), List.of(), "gue: {variant: 0, checksum: computed}"),
            new Choice(
                    Mode.IPIP,
                    new Outer(9, DontFragment.CLEAR, 10, Ecn.COMPATIBILITY, true, GUE),
                    SPREAD,
                    "source: [10.200.0.0/18, 'fd00:5::/48'], decrement-ttl: true,"
                            + " outer: {ttl: 9, df: clear, dscp: 10, ecn: compatibility}"),
            new Choice(Mode.L3DSR, Sites.marked(7), List.of(), "dscp: 7"));

    /** All choices. */
    public static final List<Service> SERVICES = services();

    private ModeSamples() {}

    private static List<Service> services() {
        final List<Service> services = new ArrayList<>();
        for (final Choice choice : CHOICES) {
            for (final boolean ipv4 : new boolean[] {true, false}) {
                for (final boolean overIpv4 : new boolean[] {true, false}) {
                    if (choice.mode() != Mode.L3DSR || ipv4 == overIpv4) {
                        services.add(service(choice, services.size(), ipv4, overIpv4));
                    }
                }
            }
        }
        return List.copyOf(services);
    }

    private static Service service(final Choice choice, final int number, final boolean ipv4, final boolean overIpv4) {
        final String vip = (ipv4 ? "203.0.113.%d" : "2001:db8::%d").formatted(20 + number);
        return Sites.with(
                new Service(
                        "%02d-%s".formatted(number, choice.mode()),
                        IpAddress.parse(vip),
                        number % 2 == 0 ? Protocol.TCP : Protocol.UDP,
                        80,
                        choice.mode(),
                        HashFields.FIVE_TUPLE,
                        251,
                        choice.sources(),
                        overIpv4 ? backends("10.0.1.1", "10.0.1.2") : backends("fd00:1::1")),
                choice.outer());
    }

    /** Frames for one service: bare, with an odd payload, tagged, padded, and with other fields. */
    public static List<byte[]> frames(final Service service) {
        return List.of(
                packet(service, 0).frame(),
                packet(service, 33).trafficClass(0xFF).frame(),
                packet(service, 2).flags(0).trafficClass(0x29).padding(9).frame(),
                packet(service, 1000).tag(Ethernet.TYPE_VLAN, 7).frame());
    }

    private static FrameBuilder packet(final Service service, final int payload) {
        final String client = service.vip().isIpv4() ? CLIENT4 : CLIENT6;
        final FrameBuilder packet = FrameBuilder.packet(IpAddress.parse(client), service.vip());
        return service.protocol() == Protocol.TCP ? packet.tcp(50000, 80, payload) : packet.udp(50000, 80, payload);
    }

    /** The list of services as a configuration file has it. */
    public static String yaml() {
        final StringBuilder yaml = new StringBuilder();
        for (final Service service : SERVICES) {
            final String keys = CHOICES.stream()
                    .filter(choice -> choice.mode() == service.mode()
                            && choice.outer().equals(service.handling().outer())
                            && choice.sources().equals(service.sources()))
                    .findFirst()
                    .orElseThrow()
                    .yaml();
            yaml.append("  - {name: %s, vip: '%s', protocol: %s, port: 80, mode: %s, table-size: 251, backends: %s%s}%n"
                    .formatted(
                            service.name(),
                            service.vip(),
                            lower(service.protocol()),
                            lower(service.mode()),
                            service.backends().stream()
                                    .map(backend -> "{address: '%s'}".formatted(backend.address()))
                                    .toList(),
                            keys.isEmpty() ? "" : ", " + keys));
        }
        return yaml.toString();
    }

    private static String lower(final Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
