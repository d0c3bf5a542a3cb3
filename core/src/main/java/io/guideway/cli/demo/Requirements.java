package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the demo needs of the host. The launcher installs what is missing; here it is only named. */
public final class Requirements {
    private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

    static {
        PACKAGES.put("ip", "iproute2");
        PACKAGES.put("nginx", "nginx-light");
        PACKAGES.put("curl", "curl");
        PACKAGES.put("ethtool", "ethtool");
        PACKAGES.put(Decapsulator.PYTHON, "python3");
        PACKAGES.put("setsid", "util-linux");
    }

    private static final Path TUN = Path.of("/dev/net/tun");
    private static final Path IPV6 = Path.of("/proc/sys/net/ipv6");
    /** CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYS_ADMIN, by their bits (capability.h of Linux). */
    private static final long CAPABILITIES = 1L << 12 | 1L << 13 | 1L << 21;

    private Requirements() {}

    /** What is missing, each with the command that mends it; empty = the demo can start. */
    public static List<String> missing() throws IOException {
        final List<String> missing = new ArrayList<>();
        addPrivileges(missing);
        PACKAGES.forEach((program, name) -> {
            if (!there(program)) {
                missing.add(
                        "%s is not installed: apt-get install -y --no-install-recommends %s".formatted(program, name));
            }
        });
        if (!Files.exists(TUN)) {
            missing.add("%s is not there: modprobe tun; for a container: --device /dev/net/tun".formatted(TUN));
        }
        if (!Files.exists(IPV6)) {
            missing.add("IPv6 is off in this kernel: start it without ipv6.disable=1");
        }
        return missing;
    }

    private static void addPrivileges(final List<String> missing) throws IOException {
        if (!isRoot()) {
            missing.add("network namespaces are made, which needs root: use sudo");
        } else if ((effectiveCapabilities() & CAPABILITIES) != CAPABILITIES) {
            missing.add("root lacks CAP_NET_ADMIN, CAP_NET_RAW or CAP_SYS_ADMIN; for a container: --privileged");
        }
    }

    static boolean isRoot() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    private static long effectiveCapabilities() throws IOException {
        final String key = "CapEff:";
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line ->
                        Long.parseUnsignedLong(line.substring(key.length()).strip(), 16))
                .findFirst()
                .orElseThrow();
    }

    private static boolean there(final String program) {
        return program.startsWith("/") ? Files.isExecutable(Path.of(program)) : SearchPath.has(program);
    }
}
