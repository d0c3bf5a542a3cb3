package io.guideway.forwarder;

import io.guideway.packet.MacAddress;
import io.guideway.packet.Prefix;
import io.guideway.ring.KernelException;
import io.guideway.ring.TapDevice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the TAP devices by which ports reach the kernel: with the port's Ethernet address, MTU and addresses, and up. */
final class KernelDevices {
    private static final long LONGEST_SECONDS = 20;

    private KernelDevices() {}

    /**
     * Makes one. It goes with its descriptor, and takes addresses and routes along.
     *
     * @param mac Ethernet address of the port
     * @throws StartException if this process may not, or the device is there already; nothing is left behind
     */
    static TapDevice make(final PortPlan port, final long mac) {
        final String name = port.kernel().orElseThrow().device();
        final TapDevice tap = open(name);
        try {
            allowIpv6(name);
            ip(lines(port, name, mac));
            return tap;
        } catch (final StartException refused) {
            tap.close();
            throw refused;
        }
    }

    private static TapDevice open(final String name) {
        try {
            return new TapDevice(name);
        } catch (final KernelException refused) {
            throw new StartException("kernel-path %s: %s".formatted(name, refused.getMessage()));
        }
    }

    /** Others on the link have been asked by the port's announcement whether they have its addresses, so the kernel need not. */
    private static List<String> lines(final PortPlan port, final String name, final long mac) {
        final List<String> lines = new ArrayList<>();
        lines.add("link set dev %s address %s mtu %d up".formatted(name, MacAddress.text(mac), port.mtu()));
        for (final Prefix own : port.addresses()) {
            lines.add(
                    "address add %s dev %s%s".formatted(own, name, own.address().isIpv4() ? "" : " nodad"));
        }
        return lines;
    }

    /** New interfaces may be without, by the host's default; where that cannot be changed, the next command tells. */
    private static void allowIpv6(final String name) {
        try {
            Files.writeString(Path.of("/proc/sys/net/ipv6/conf/%s/disable_ipv6".formatted(name)), "0");
        } catch (final IOException readOnly) {
            // As above.
        }
    }

    private static void ip(final List<String> lines) {
        try {
            final Process process = new ProcessBuilder("ip", "-batch", "-")
                    .redirectErrorStream(true)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            finish(process, lines.getFirst());
        } catch (final IOException absent) {
            throw new StartException(
                    "a kernel-path needs the program ip: %s; install iproute2".formatted(absent.getMessage()));
        }
    }

    private static void finish(final Process process, final String first) throws IOException {
        final String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (process.waitFor() != 0) {
                throw new StartException("the kernel-path cannot be set up: 'ip %s' and what follows it says: %s"
                        .formatted(first, words.replace('\n', ' ')));
            }
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while 'ip %s' was at work".formatted(first));
        }
    }
}
