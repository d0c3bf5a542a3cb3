package io.guideway.host;

import java.util.List;

/** What DPDK's drivers over the kernel stand on: packet sockets (packet(7)) for net_af_packet, TUN/TAP for net_tap. */
final class KernelFeatures {
    private KernelFeatures() {}

    static List<Check> examine(final HostFiles files) {
        return List.of(packetSockets(files), tun(files));
    }

    private static Check packetSockets(final HostFiles files) {
        return files.exists("/proc/net/packet")
                ? Check.ok("packet sockets", "the kernel has them")
                : Check.missing(
                        "packet sockets", "no /proc/net/packet; net_af_packet needs them", "sudo modprobe af_packet");
    }

    private static Check tun(final HostFiles files) {
        return files.exists("/dev/net/tun")
                ? Check.ok("TUN/TAP", "/dev/net/tun")
                : Check.warning("TUN/TAP", "no /dev/net/tun; needed only for net_tap ports", "sudo modprobe tun");
    }
}
