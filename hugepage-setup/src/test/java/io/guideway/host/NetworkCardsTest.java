package io.guideway.host;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkCardsTest {
    private static final String DEVICES = "/sys/bus/pci/devices/";
    private final FakeHost host;

    NetworkCardsTest(@TempDir final Path root) {
        host = new FakeHost(root);
    }

    private void card(final String address, final String driver) {
        host.file(DEVICES + address + "/class", "0x020000")
                .link(DEVICES + address + "/driver", "../../../bus/pci/drivers/" + driver);
    }

    @Test
    void cardsAreListedWithDriverAndInterfaces() {
        card("0000:01:00.0", "ixgbe");
        card("0000:01:00.1", "vfio-pci");
        card("0000:02:00.0", "virtio-pci");
        host.directory(DEVICES + "0000:01:00.0/net/eth2").directory(DEVICES + "0000:02:00.0/virtio0/net/eth0");
        host.file(DEVICES + "0000:03:00.0/class", "0x010802").file(DEVICES + "0000:04:00.0/class", "0x020000");
        Expect.ok(
                NetworkCards.examine(host.files()),
                "network cards",
                "0000:01:00.0 ixgbe eth2; 0000:01:00.1 vfio-pci; 0000:02:00.0 virtio-pci eth0; 0000:04:00.0 without driver");
    }

    @Test
    void aLongListIsCutShort() {
        for (int card = 0; card < 10; card++) {
            card("0000:01:00." + card, "mlx5_core");
        }
        Expect.ok(
                NetworkCards.examine(host.files()),
                "network cards",
                "0000:01:00.0 mlx5_core; 0000:01:00.1 mlx5_core; 0000:01:00.2 mlx5_core; 0000:01:00.3 mlx5_core; "
                        + "0000:01:00.4 mlx5_core; 0000:01:00.5 mlx5_core; 0000:01:00.6 mlx5_core; 0000:01:00.7 mlx5_core; "
                        + "and 2 more");
    }

    @Test
    void aHostWithoutCardsIsToldWhatToUseInstead() {
        Expect.warning(
                NetworkCards.examine(host.files()),
                "network cards",
                "no PCI network card",
                "use a kernel interface: --vdev=net_af_packet0,iface=NAME under dpdk.eal");
    }

    @Test
    void anIommuIsSeenByItsGroups() {
        host.directory("/sys/kernel/iommu_groups/0").directory("/sys/kernel/iommu_groups/1");
        Expect.ok(NetworkCards.examine(host.files()), "IOMMU", "2 groups");
    }

    @Test
    void noIommuIsAWarningWithTheWordsForTheKernel() {
        host.directory("/sys/kernel/iommu_groups");
        Expect.warning(
                NetworkCards.examine(host.files()),
                "IOMMU",
                "off or absent; needed only for real NICs",
                "add intel_iommu=on iommu=pt (on AMD only iommu=pt) to the kernel's command line and boot again");
    }

    @Test
    void theDriverForRealNicsIsFound() {
        host.directory("/sys/bus/pci/drivers/vfio-pci");
        Expect.ok(NetworkCards.examine(host.files()), "vfio-pci", "loaded");
    }

    @Test
    void noDriverForRealNicsIsAWarningWithTheCommandThatLoadsIt() {
        Expect.warning(
                NetworkCards.examine(host.files()),
                "vfio-pci",
                "not loaded; needed only for real NICs",
                "sudo modprobe vfio-pci");
    }
}
