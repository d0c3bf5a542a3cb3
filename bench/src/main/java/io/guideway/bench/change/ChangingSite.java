package io.guideway.bench.change;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Services that change by one backend at a time: it goes, comes back, gets more weight, and has its own again; then it is
 * the turn of the next. VIPs are from the network that is kept for benchmarks (RFC 2544, appendix C).
 *
 * @param services 1 to {@link #MOST_SERVICES}
 * @param backends of each service, all of them distinct; 2 to {@link #MOST_BACKENDS}
 * @param mixedWeights whether weights go from 1 to 100, else all are 1
 * @param tableSize slots of each service, a prime
 */
public record ChangingSite(int services, int backends, boolean mixedWeights, int tableSize) {
    public static final int MOST_SERVICES = 1_000;
    public static final int MOST_BACKENDS = 8_000;

    /** What happens to a backend. */
    public enum Kind {
        REMOVED,
        ADDED,
        HEAVIER,
        LIGHTER;

        /** As people write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int VIPS = 0xC612_0000;
    private static final int BACKENDS = 0x0A80_0000;
    private static final int CLIENTS = 0xC613_0000;
    private static final int PORT = 443;
    private static final int FIRST_CLIENT_PORT = 1024;
    private static final int HEAVIEST = 100;

    /** Steps through the weights so that neighbours differ: prime to their number. */
    private static final int WEIGHT_STEP = 37;

    /** What change {@code change} does, counted from 1. */
    public static Kind kind(final int change) {
        return Kind.values()[(change - 1) % Kind.values().length];
    }

    /** The services after so many changes; 0 for how they begin. */
    public List<Service> after(final int changes) {
        final int turn = (changes - 1) / Kind.values().length;
        final int changed = turn % services;
        return IntStream.range(0, services)
                .mapToObj(i -> service(
                        i,
                        changes == 0 || i != changed ? all(i) : changed(i, turn / services % backends, kind(changes))))
                .toList();
    }

    private List<Backend> all(final int service) {
        return IntStream.range(0, backends)
                .mapToObj(i -> new Backend(backend(service, i), weight(i)))
                .toList();
    }

    private List<Backend> changed(final int service, final int which, final Kind kind) {
        return switch (kind) {
            case REMOVED ->
                IntStream.range(0, backends)
                        .filter(i -> i != which)
                        .mapToObj(i -> new Backend(backend(service, i), weight(i)))
                        .toList();
            case HEAVIER ->
                IntStream.range(0, backends)
                        .mapToObj(i -> new Backend(backend(service, i), weight(i) + (i == which ? 1 : 0)))
                        .toList();
            case ADDED, LIGHTER -> all(service);
        };
    }

    private int weight(final int backend) {
        return mixedWeights ? 1 + backend * WEIGHT_STEP % HEAVIEST : 1;
    }

    /** The address of a backend. */
    public IpAddress backend(final int service, final int index) {
        return IpAddress.ipv4(BACKENDS + service * backends + index);
    }

    private static IpAddress vip(final int service) {
        return IpAddress.ipv4(VIPS + service);
    }

    private Service service(final int index, final List<Backend> some) {
        return new Service(
                "service-" + index,
                vip(index),
                Protocol.UDP,
                PORT,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                tableSize,
                List.of(),
                some);
    }

    /** One packet of each of so many flows, which go round the services. */
    public List<byte[]> frames(final int flows) {
        return IntStream.range(0, flows)
                .mapToObj(i -> FrameBuilder.packet(IpAddress.ipv4(CLIENTS + i), vip(i % services))
                        .udp(FIRST_CLIENT_PORT + i, PORT, 18)
                        .frame())
                .toList();
    }

    /** All of it in a line. */
    public String text() {
        return "%d services with %d backends each, %s weights, tables of %d slots"
                .formatted(services, backends, mixedWeights ? "mixed" : "even", tableSize);
    }
}
