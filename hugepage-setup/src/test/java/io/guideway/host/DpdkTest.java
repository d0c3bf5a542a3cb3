package io.guideway.host;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DpdkTest {
    private static final String INSTALL = "sudo apt-get install -y --no-install-recommends libdpdk-dev";
    private static final String DEBIAN = "/usr/lib/aarch64-linux-gnu";
    private final FakeHost host;

    DpdkTest(@TempDir final Path root) {
        host = new FakeHost(root);
    }

    @Test
    void theLibrariesOfDebianAreFound() {
        host.file(DEBIAN + "/librte_eal.so.23", "");
        Expect.ok(Dpdk.examine(host.files()), "DPDK libraries", "librte_eal.so.23 in " + DEBIAN);
    }

    @Test
    void aDirectoryThatTheLoaderIsToldAboutIsSearched() {
        host.file("/etc/ld.so.conf.d/dpdk.conf", "# ours\n/opt/dpdk/lib").file("/opt/dpdk/lib/librte_eal.so.25", "");
        Expect.ok(Dpdk.examine(host.files()), "DPDK libraries", "librte_eal.so.25 in /opt/dpdk/lib");
    }

    @Test
    void noLibrariesAreMissingWithTheCommandThatInstallsThem() {
        host.file(DEBIAN + "/libc.so.6", "");
        Expect.missing(
                Dpdk.examine(host.files()),
                "DPDK libraries",
                "librte_eal.so is in none of the loader's directories",
                INSTALL);
    }

    @Test
    void librariesOlderThanWeBuildAgainstDoNotCount() {
        host.file(DEBIAN + "/librte_eal.so.22", "");
        Expect.missing(
                Dpdk.examine(host.files()),
                "DPDK libraries",
                "librte_eal.so.22 in " + DEBIAN + ", older than DPDK 22.11",
                "install DPDK 22.11 or newer: a newer distribution's libdpdk-dev, or DPDK's own source");
    }

    @Test
    void theDriversWeUseAreFoundInDebiansPlace() {
        host.file(DEBIAN + "/dpdk/pmds-23.0/librte_net_af_packet.so.23", "")
                .file(DEBIAN + "/dpdk/pmds-23.0/librte_net_pcap.so.23", "");
        Expect.ok(Dpdk.examine(host.files()), "DPDK drivers", DEBIAN + "/dpdk/pmds-23.0");
    }

    @Test
    void theDriversWeUseAreFoundInFedorasPlace() {
        host.file("/usr/lib64/dpdk-pmds/librte_net_af_packet.so.23", "")
                .file("/usr/lib64/dpdk-pmds/librte_net_pcap.so.23", "");
        Expect.ok(Dpdk.examine(host.files()), "DPDK drivers", "/usr/lib64/dpdk-pmds");
    }

    @Test
    void aDriverThatIsNotThereIsNamed() {
        host.file(DEBIAN + "/dpdk/pmds-23.0/librte_net_af_packet.so.23", "");
        Expect.missing(Dpdk.examine(host.files()), "DPDK drivers", DEBIAN + "/dpdk/pmds-23.0 has no net_pcap", INSTALL);
    }

    @Test
    void noDriversAreMissingWithTheCommandThatInstallsThem() {
        Expect.missing(
                Dpdk.examine(host.files()), "DPDK drivers", "no directory of drivers beside the libraries", INSTALL);
    }

    @Test
    void theVersionToBuildAgainstIsRead() {
        host.file(DEBIAN + "/pkgconfig/libdpdk.pc", "Name: DPDK\nVersion: 22.11.11");
        Expect.ok(Dpdk.examine(host.files()), "DPDK development", "DPDK 22.11.11, " + DEBIAN + "/pkgconfig/libdpdk.pc");
    }

    @Test
    void nothingToBuildAgainstIsOnlyAWarning() {
        Expect.warning(
                Dpdk.examine(host.files()),
                "DPDK development",
                "no libdpdk.pc; needed only to build Guideway",
                INSTALL);
    }
}
