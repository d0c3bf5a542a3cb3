package io.guideway.bench.forward;

import io.guideway.forward.ServiceTable;
import io.guideway.packet.IpAddress;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.Generation;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is forwarded, and where to. VIPs are from the networks that are kept for benchmarks (RFC 2544, appendix C; RFC 5180,
 * section 8); backends have the family of their VIP.
 *
 * @param mode of all services
 * @param ipv6 the family of the packets, else IPv4
 * @param flows 1 to 2^24
 * @param backends of each service
 * @param services each with a lookup table of the default size; 1 to 65536
 * @param burst most packets of a poll, 1 to 64
 * @param frame octets of a frame without its checksum, from {@link #shortestFrame} to {@link #LONGEST_FRAME}
 * @param distinctBackends whether no two services share a backend, else all have the same list and so equal lookup tables
 */
public record Scenario(
        Mode mode,
        boolean ipv6,
        int flows,
        int backends,
        int services,
        int burst,
        int frame,
        boolean distinctBackends) {
    static final int MOST_FLOWS = 1 << 24;
    static final int MOST_BACKENDS = 10_000;
    static final int MOST_SERVICES = 1 << 16;
    /** Addresses that there are for backends, 10.128.0.0/9. */
    static final int MOST_DISTINCT_BACKENDS = 1 << 23;

    static final int MOST_BURST = 64;
    static final int LONGEST_FRAME = 1514;

    /** Destination port of all packets. */
    static final int PORT = 443;

    /** Ethernet address of the node's port. */
    static final long STATION = 0x0200_0000_0002L;

    private static final long NEXT_HOP = 0x0200_0000_0b00L;

    /** Octets of an IP packet that may leave: any that comes, and an outer header. */
    private static final int MTU = LONGEST_FRAME + 40;

    private static final int VIPS4 = 0xC612_0000;
    private static final long VIPS6 = 0x2001_0002_0000_0000L;
    private static final IpAddress NODE4 = IpAddress.parse("10.0.0.2");
    private static final IpAddress NODE6 = IpAddress.parse("fd00::2");

    /** @throws IllegalArgumentException if a number is out of its range */
    public Scenario {
        requireRange("flows", flows, 1, MOST_FLOWS);
        requireRange("backends", backends, 1, MOST_BACKENDS);
        requireRange("services", services, 1, MOST_SERVICES);
        requireRange("burst", burst, 1, MOST_BURST);
        requireRange("frame", frame, shortestFrame(ipv6), LONGEST_FRAME);
        if (distinctBackends && (long) services * backends > MOST_DISTINCT_BACKENDS) {
            throw new IllegalArgumentException("services x distinct backends is %d; give at most %d"
                    .formatted((long) services * backends, MOST_DISTINCT_BACKENDS));
        }
    }

    private static void requireRange(final String name, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s is %d; give %d to %d".formatted(name, value, least, most));
        }
    }

    /** Octets of the shortest frame that holds UDP: Ethernet's least for IPv4, the headers for IPv6. */
    static int shortestFrame(final boolean ipv6) {
        return ipv6 ? 62 : 60;
    }

    /** The VIP of service {@code index}. */
    IpAddress vip(final int index) {
        return ipv6 ? new IpAddress(VIPS6, index) : IpAddress.ipv4(VIPS4 | index);
    }

    /** All services. */
    public List<Service> site() {
        final List<Backend> shared = backendsFrom(0);
        return IntStream.range(0, services)
                .mapToObj(i -> service(i, distinctBackends ? backendsFrom(i * backends) : shared))
                .toList();
    }

    private Service service(final int index, final List<Backend> targets) {
        return new Service(
                "service-" + index,
                vip(index),
                Protocol.UDP,
                PORT,
                mode,
                HashFields.FIVE_TUPLE,
                Service.DEFAULT_TABLE_SIZE,
                List.of(),
                targets);
    }

    private List<Backend> backendsFrom(final int first) {
        return IntStream.range(first, first + backends).mapToObj(this::backend).toList();
    }

    /** All of it in a line. */
    public String text() {
        return "%s, IPv%d, %d flows, %d services with %d %s each, frames of %d octets, bursts of %d"
                .formatted(
                        modeText(),
                        family(),
                        flows,
                        services,
                        backends,
                        distinctBackends ? "distinct backends" : "backends",
                        frame,
                        burst);
    }

    /** All of it as fields of a report. */
    public void put(final ObjectNode json) {
        json.put("mode", modeText());
        json.put("family", family());
        json.put("flows", flows);
        json.put("backends", backends);
        json.put("services", services);
        json.put("distinct_backends", distinctBackends);
        json.put("burst", burst);
        json.put("frame", frame);
    }

    private String modeText() {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private int family() {
        return ipv6 ? 6 : 4;
    }

    private Backend backend(final int index) {
        return new Backend(
                ipv6 ? new IpAddress(0xFD00_0001_0000_0000L, index) : IpAddress.ipv4(0x0A80_0000 | index), 1);
    }

    /** The picture of some of the services, its lookup tables built anew. The caller closes it. */
    public ServiceTable picture(final long generation, final List<Service> some) {
        return new ServiceTable(Generation.alone(generation, some), new BackendTable(some, this::route));
    }

    /** One port, one gateway behind it. */
    public Route route(final Service service, final Backend backend) {
        return new Route(0, MTU, STATION, NEXT_HOP, ipv6 ? NODE6 : NODE4);
    }
}
