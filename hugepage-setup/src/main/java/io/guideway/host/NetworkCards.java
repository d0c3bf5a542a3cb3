package io.guideway.host;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PCI network cards and what DPDK needs to take one over: an IOMMU and the driver vfio-pci (DPDK Linux guide, section 7). */
final class NetworkCards {
    private static final String DEVICES = "/sys/bus/pci/devices";
    /** The first octet of the class of a PCI network controller. */
    private static final String NETWORK_CLASS = "0x02";

    private static final int MOST_NAMED = 8;

    private final HostFiles files;

    private NetworkCards(final HostFiles files) {
        this.files = files;
    }

    static List<Check> examine(final HostFiles files) {
        final NetworkCards cards = new NetworkCards(files);
        return List.of(cards.cards(), cards.iommu(), cards.vfio());
    }

    private Check cards() {
        final List<String> cards = files.names(DEVICES).stream()
                .filter(this::isNetworkCard)
                .map(this::words)
                .toList();
        if (cards.isEmpty()) {
            return Check.warning(
                    "network cards",
                    "no PCI network card",
                    "use a kernel interface: --vdev=net_af_packet0,iface=NAME under dpdk.eal");
        }
        final String named = cards.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        final int others = cards.size() - MOST_NAMED;
        return Check.ok("network cards", others > 0 ? "%s; and %d more".formatted(named, others) : named);
    }

    private boolean isNetworkCard(final String device) {
        return files.text(DEVICES + "/" + device + "/class")
                .filter(type -> type.startsWith(NETWORK_CLASS))
                .isPresent();
    }

    /** Such as {@code 0000:01:00.0 ixgbe eth2}: address, driver, the kernel's interfaces on it. */
    private String words(final String device) {
        final String at = DEVICES + "/" + device;
        final Stream<String> start =
                Stream.of(device, files.linkedName(at + "/driver").orElse("without driver"));
        return Stream.concat(start, interfaces(at)).collect(Collectors.joining(" "));
    }

    /** A card's interfaces lie in its directory, or with virtio in that of the virtio device in it. */
    private Stream<String> interfaces(final String at) {
        final Stream<String> below = files.names(at).stream()
                .filter(name -> name.startsWith("virtio"))
                .flatMap(name -> files.names(at + "/" + name + "/net").stream());
        return Stream.concat(files.names(at + "/net").stream(), below);
    }

    private Check iommu() {
        final int groups = files.names("/sys/kernel/iommu_groups").size();
        return groups > 0
                ? Check.ok("IOMMU", groups + " groups")
                : Check.warning(
                        "IOMMU",
                        "off or absent; needed only for real NICs",
                        "add intel_iommu=on iommu=pt (on AMD only iommu=pt) to the kernel's command line and boot again");
    }

    private Check vfio() {
        return files.exists("/sys/bus/pci/drivers/vfio-pci")
                ? Check.ok("vfio-pci", "loaded")
                : Check.warning("vfio-pci", "not loaded; needed only for real NICs", "sudo modprobe vfio-pci");
    }
}
