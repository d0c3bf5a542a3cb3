package io.guideway.host;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFeaturesTest {
    private final FakeHost host;

    KernelFeaturesTest(@TempDir final Path root) {
        host = new FakeHost(root);
    }

    @Test
    void packetSocketsAndTheTunDeviceAreFound() {
        host.file("/proc/net/packet", "").file("/dev/net/tun", "");
        Expect.ok(KernelFeatures.examine(host.files()), "packet sockets", "the kernel has them");
        Expect.ok(KernelFeatures.examine(host.files()), "TUN/TAP", "/dev/net/tun");
    }

    @Test
    void noPacketSocketsAreMissingWithTheModuleThatBringsThem() {
        Expect.missing(
                KernelFeatures.examine(host.files()),
                "packet sockets",
                "no /proc/net/packet; net_af_packet needs them",
                "sudo modprobe af_packet");
    }

    @Test
    void noTunDeviceIsAWarningWithTheModuleThatBringsIt() {
        Expect.warning(
                KernelFeatures.examine(host.files()),
                "TUN/TAP",
                "no /dev/net/tun; needed only for net_tap ports",
                "sudo modprobe tun");
    }
}
