package io.guideway.bench.lab.device;

import io.guideway.packet.IpAddress;
import io.guideway.packet.MacAddress;
import io.guideway.service.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The configuration of a device with one service, whose backends are all neighbours at the sink's address.
 *
 * @param mode of the service
 * @param ipv6 the family of VIP and backends, else IPv4
 * @param backends 1 to {@link #MOST_BACKENDS}
 * @param cpu of its worker
 * @param ports 1: it sends by the port that it receives by; 2: by the second
 * @param dpdk words for its EAL
 * @param mtu of its ports
 * @param station Ethernet address of its first port
 * @param sink Ethernet address that its backends have
 * @param seed of the tier's seed: the same seed, the same hash
 */
public record GeneratedConfig(
        Mode mode,
        boolean ipv6,
        int backends,
        int cpu,
        int ports,
        List<String> dpdk,
        int mtu,
        long station,
        long sink,
        long seed) {
    /** What the table's default size serves without a warning. */
    public static final int MOST_BACKENDS = 655;

    private static final YAMLMapper YAML = new YAMLMapper();

    /** What frames are sent to: from the networks kept for benchmarks (RFC 2544, appendix C; RFC 5180, section 8). */
    private static final IpAddress VIP4 = IpAddress.parse("198.18.0.1");

    private static final IpAddress VIP6 = IpAddress.parse("2001:2::1");

    private static final int PORT = 443;

    private static final int BACKENDS4 = 0x0A01_0000;
    private static final long BACKENDS6 = 0xFD00_0000_0000_0000L;
    private static final int FIRST_BACKEND = 0x100;

    /** The device with this configuration. */
    public DeviceSetup setup() {
        return new DeviceSetup(yaml(), station, vip(), PORT, mode, DeviceSetup.added(mode, ipv6), backends);
    }

    private String yaml() {
        final Map<String, Object> root = new LinkedHashMap<>();
        final Map<String, Object> node = new LinkedHashMap<>();
        node.put("name", "lab");
        node.put("tier-seed", tierSeed());
        root.put("node", node);
        root.put("dpdk", dpdkSection());
        root.put("services", List.of(service()));
        return YAML.writeValueAsString(root);
    }

    /** 32 hexadecimal digits with a letter among them, so that YAML takes them for a word. */
    private String tierSeed() {
        final Random random = new Random(seed);
        return "a%07x%08x%08x%08x"
                .formatted(random.nextInt() >>> 4, random.nextInt(), random.nextInt(), random.nextInt());
    }

    private Map<String, Object> dpdkSection() {
        final Map<String, Object> section = new LinkedHashMap<>();
        section.put("eal", dpdk);
        section.put("ports", IntStream.range(0, ports).mapToObj(this::port).toList());
        section.put("workers", List.of(cpu));
        section.put("idle", "busy-spin");
        return section;
    }

    /** The last port is the one that the backends are behind. */
    private Map<String, Object> port(final int id) {
        final Map<String, Object> port = new LinkedHashMap<>();
        port.put("id", id);
        if (id == 0) {
            port.put("mac", MacAddress.text(station));
        }
        port.put("mtu", mtu);
        if (id == ports - 1) {
            port.put("address", List.of(ipv6 ? "fd00::2/64" : "10.1.0.2/16"));
            final Map<String, String> neighbours = new LinkedHashMap<>();
            IntStream.range(0, backends).forEach(i -> neighbours.put(backend(i).toString(), MacAddress.text(sink)));
            port.put("neighbours", neighbours);
        }
        return port;
    }

    private Map<String, Object> service() {
        final Map<String, Object> service = new LinkedHashMap<>();
        service.put("name", "lab");
        service.put("vip", vip().toString());
        service.put("protocol", "udp");
        service.put("port", PORT);
        service.put("mode", mode.name().toLowerCase(Locale.ROOT));
        service.put(
                "backends",
                IntStream.range(0, backends)
                        .mapToObj(i -> Map.of("address", backend(i).toString()))
                        .toList());
        return service;
    }

    private IpAddress vip() {
        return ipv6 ? VIP6 : VIP4;
    }

    private IpAddress backend(final int index) {
        final int host = FIRST_BACKEND + index;
        return ipv6 ? new IpAddress(BACKENDS6, host) : IpAddress.ipv4(BACKENDS4 | host);
    }
}
