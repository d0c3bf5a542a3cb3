package io.guideway.controller.vip;

import io.guideway.packet.IpAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What makes the kernel route the packets of checks to the device (ip-rule(8)): in a routing table of its own a route for each
 * VIP, and rules by which only packets from {@link SourcePorts} look into it. The routes go with the device, however the process
 * ends. The rules carry a mark of ours, and those that a killed process has left, which find an empty table, are removed first.
 * One thread at a time.
 */
final class PolicyRoutes implements AutoCloseable {
    private static final int TABLE = 61000;
    private static final int PRIORITY = 610;
    /** Who made a rule, among the numbers that iproute2 leaves to everyone (rtnetlink(7), rtm_protocol). */
    private static final int MADE_BY_US = 161;
    /** Room for the longest outer header, wherever the packet goes: nothing smaller is allowed for IPv6. */
    private static final int MTU = 1280;

    private static final long LONGEST_SECONDS = 20;
    private static final List<String> PROTOCOLS = List.of("tcp", "udp");

    private final String device;
    private final Set<IpAddress> routed = new LinkedHashSet<>();
    private final Set<Boolean> families = new LinkedHashSet<>();

    /** Raises the device, and clears what a killed process has left. */
    PolicyRoutes(final String device) {
        this.device = device;
        flush();
        final String quiet = hasIpv6() ? " addrgenmode none" : "";
        ip(List.of("link set %s up mtu %d%s".formatted(device, MTU, quiet)), "-4");
    }

    /** Adds the VIPs that are not routed to the device yet. */
    void add(final Collection<IpAddress> vips) {
        for (final boolean ipv4 : new boolean[] {true, false}) {
            final List<IpAddress> missing = vips.stream()
                    .distinct()
                    .filter(vip -> vip.isIpv4() == ipv4 && !routed.contains(vip))
                    .toList();
            if (!missing.isEmpty()) {
                add(missing, ipv4);
            }
        }
    }

    private void add(final List<IpAddress> missing, final boolean ipv4) {
        final List<String> lines = new ArrayList<>();
        missing.forEach(vip -> lines.add("route replace " + route(vip)));
        if (!families.contains(ipv4)) {
            if (!ipv4) {
                allowIpv6();
            }
            PROTOCOLS.forEach(protocol -> lines.add("rule add priority %d protocol %d ipproto %s sport %d-%d lookup %d"
                    .formatted(PRIORITY, MADE_BY_US, protocol, SourcePorts.FIRST, SourcePorts.LAST, TABLE)));
        }
        ip(lines, option(ipv4));
        families.add(ipv4);
        routed.addAll(missing);
    }

    /** New interfaces may be without, by the host's default; where that cannot be changed, the next command tells. */
    private void allowIpv6() {
        try {
            Files.writeString(Path.of("/proc/sys/net/ipv6/conf/%s/disable_ipv6".formatted(device)), "0");
        } catch (final IOException readOnly) {
            // As above.
        }
    }

    /** Removes all VIPs but these. */
    void retain(final Collection<IpAddress> vips) {
        for (final boolean ipv4 : new boolean[] {true, false}) {
            final List<IpAddress> others = routed.stream()
                    .filter(vip -> vip.isIpv4() == ipv4 && !vips.contains(vip))
                    .toList();
            if (!others.isEmpty()) {
                ip(others.stream().map(vip -> "route del " + route(vip)).toList(), option(ipv4));
                others.forEach(routed::remove);
            }
        }
    }

    private String route(final IpAddress vip) {
        return "%s/%d dev %s table %d".formatted(vip, vip.width(), device, TABLE);
    }

    private static String option(final boolean ipv4) {
        return ipv4 ? "-4" : "-6";
    }

    /** Removes the rules; the routes go with the device. */
    @Override
    public void close() {
        flush();
    }

    private static void flush() {
        ip(List.of("rule flush protocol " + MADE_BY_US), "-4");
        if (hasIpv6()) {
            ip(List.of("rule flush protocol " + MADE_BY_US), "-6");
        }
    }

    private static boolean hasIpv6() {
        return Files.exists(Path.of("/proc/sys/net/ipv6"));
    }

    /** Has lines done by {@code ip}, in order, by one process. */
    private static void ip(final List<String> lines, final String family) {
        try {
            final Process process = new ProcessBuilder("ip", family, "-batch", "-")
                    .redirectErrorStream(true)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            finish(process, lines.getFirst());
        } catch (final IOException absent) {
            throw new VipException(
                    "checks via a VIP need the program ip: %s; install iproute2".formatted(absent.getMessage()),
                    absent);
        }
    }

    private static void finish(final Process process, final String first) throws IOException {
        final String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (process.waitFor() != 0) {
                throw new VipException(
                        "the kernel cannot route checks to their VIPs: 'ip %s' and what follows it says: %s; it takes CAP_NET_ADMIN and Linux 4.17 with policy routing"
                                .formatted(first, words.replace('\n', ' ')),
                        null);
            }
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new VipException("interrupted while 'ip %s' was at work".formatted(first), hurried);
        }
    }
}
