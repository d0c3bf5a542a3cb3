package io.guideway.bench.lab;

import io.guideway.packet.MacAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * How generator and device are connected: the words by which each of them finds its ports.
 *
 * @param generator words for the generator's EAL
 * @param device words for the device's EAL
 * @param mtu octets of the longest IP packet on the links
 * @param ring frames that a ring of a link holds
 * @param txPort the generator's port that it sends by
 * @param rxPort the generator's port that it receives by; the same where the device sends back where it received
 */
public record Wiring(List<String> generator, List<String> device, int mtu, int ring, int txPort, int rxPort) {
    /** Driver of the links by shared memory, which have no rate of their own. */
    public static final String MEMIF = "net_memif";

    /** What that driver takes, and no more. */
    public static final int MEMIF_MTU = 1500;

    /** Descriptors that ports are asked for. */
    public static final int NIC_RING = 1024;

    /** A packet of 1500 octets with an IPv6 header before it. */
    public static final int NIC_MTU = 1540;

    /** The device's port in a memif link that the lab makes itself. */
    public static final long DEVICE_STATION = 0x0200_4757_0002L;

    private static final long GENERATOR_STATION = 0x0200_4757_0100L;

    /** Takes copies. */
    public Wiring {
        generator = List.copyOf(generator);
        device = List.copyOf(device);
    }

    /**
     * Links by shared memory (DPDK's net_memif): the generator listens at an abstract socket, which leaves nothing behind.
     *
     * @param name of the socket, unique on this host
     * @param links 1 or 2
     * @param ringSizeLog2 frames that a ring holds, as a power of two
     */
    public static Wiring memif(final String name, final int links, final int ringSizeLog2) {
        final List<String> generator = new ArrayList<>(List.of("--no-pci"));
        final List<String> device = new ArrayList<>(List.of("--in-memory", "--no-pci"));
        for (int i = 0; i < links; i++) {
            final String common = "id=%s,socket=%s,rsize=%s".formatted(i, name, ringSizeLog2);
            generator.add("--vdev=net_memif%s,role=server,%s,mac=%s"
                    .formatted(i, common, MacAddress.text(GENERATOR_STATION + i)));
            device.add("--vdev=net_memif%s,role=client,%s,mac=%s"
                    .formatted(i, common, MacAddress.text(DEVICE_STATION + i)));
        }
        return new Wiring(generator, device, MEMIF_MTU, 1 << ringSizeLog2, 0, links - 1);
    }

    /** Ports of the device: one, or one to receive by and one to send by. */
    public int devicePorts() {
        return txPort == rxPort ? 1 : 2;
    }
}
