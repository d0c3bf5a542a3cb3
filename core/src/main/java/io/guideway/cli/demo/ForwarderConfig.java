package io.guideway.cli.demo;

import io.guideway.service.Mode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The configuration file of the lab's node: its port on the link, the services, every backend in each. */
final class ForwarderConfig {
    private static final int SEED_BYTES = 16;
    /** Quick to find out; with a second of patience on a host that is busy. */
    private static final Map<String, Object> HEALTH =
            Map.of("http", "/health", "interval", "500ms", "rise", 2, "fall", 2);

    private static final YAMLMapper YAML = new YAMLMapper();

    private ForwarderConfig() {}

    /**
     * Writes it.
     *
     * @param cpu where the worker runs
     */
    static void write(final Path file, final List<LabService> services, final int cpu) {
        final Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("node", Map.of("name", "demo", "tier-seed", seed()));
        configuration.put("dpdk", dpdk(cpu));
        configuration.put(
                "services", services.stream().map(ForwarderConfig::service).toList());
        YAML.writeValue(file, configuration);
    }

    private static String seed() {
        final byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }

    private static Map<String, Object> dpdk(final int cpu) {
        final Map<String, Object> dpdk = new LinkedHashMap<>();
        dpdk.put("eal", List.of("--in-memory", "--no-pci", "--vdev=net_af_packet0,iface=" + LabHost.NODE.device()));
        dpdk.put("ports", List.of(port()));
        dpdk.put("workers", List.of(cpu));
        dpdk.put("idle", "backoff");
        return dpdk;
    }

    private static Map<String, Object> port() {
        final Map<String, Object> port = new LinkedHashMap<>();
        port.put("id", 0);
        port.put(
                "address",
                Stream.of(Family.values()).map(LabHost.NODE::addressOnLink).toList());
        port.put("neighbours", neighbours());
        return port;
    }

    private static Map<String, String> neighbours() {
        final Map<String, String> neighbours = new LinkedHashMap<>();
        for (final LabHost backend : LabHost.BACKENDS) {
            for (final Family family : Family.values()) {
                neighbours.put(backend.address(family), backend.mac());
            }
        }
        return neighbours;
    }

    private static Map<String, Object> service(final LabService service) {
        final Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("name", service.name());
        lines.put("vip", service.vip());
        lines.put("protocol", "tcp");
        lines.put("port", LabService.PORT);
        lines.put("mode", service.modeName());
        if (service.mode() == Mode.L3DSR) {
            lines.put("dscp", LabService.DSCP);
        }
        if (service.mode() == Mode.GUE && service.isMixed()) {
            lines.put("gue", Map.of("variant", 0, "checksum", "computed"));
        }
        if (service.equals(LabService.OF_THE_STORY)) {
            lines.put("health", HEALTH);
        }
        lines.put(
                "backends",
                LabHost.BACKENDS.stream()
                        .map(backend -> Map.of("address", backend.address(service.backendFamily())))
                        .collect(Collectors.toList()));
        return lines;
    }
}
