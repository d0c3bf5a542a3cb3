package io.guideway.ring;

import java.util.List;

/**
 * How a port is to be set up. With more than one RX queue a device that has RSS spreads packets over them by addresses, and
 * by TCP and UDP ports where it can.
 *
 * @param rxQueues 1 or more
 * @param txQueues 1 or more
 * @param rxDescriptors packets that an RX queue holds, 1 to 65535; the device's limits prevail
 * @param txDescriptors packets that a TX queue holds, likewise
 * @param mtu octets of the largest IP packet, 68 to 65535
 * @param promiscuous whether frames for other Ethernet addresses are received too; devices that do not filter receive them
 *     in any case
 * @param rssKey octets of the RSS key, as many as the device takes (40 or 52 as a rule); empty: the driver's own
 */
public record PortSettings(
        int rxQueues,
        int txQueues,
        int rxDescriptors,
        int txDescriptors,
        int mtu,
        boolean promiscuous,
        List<Byte> rssKey) {

    /** Longest RSS key that the shim takes, in octets. */
    static final int LONGEST_RSS_KEY = 64;

    private static final int SMALLEST_MTU = 68; // RFC 791, section 3.2

    /** @throws IllegalArgumentException if a number is out of its range */
    public PortSettings {
        requireRange("rxQueues", rxQueues, 1, 0xFFFF);
        requireRange("txQueues", txQueues, 1, 0xFFFF);
        requireRange("rxDescriptors", rxDescriptors, 1, 0xFFFF);
        requireRange("txDescriptors", txDescriptors, 1, 0xFFFF);
        requireRange("mtu", mtu, SMALLEST_MTU, 0xFFFF);
        requireRange("length of rssKey", rssKey.size(), 0, LONGEST_RSS_KEY);
        rssKey = List.copyOf(rssKey);
    }

    /** One queue each way for each of {@code workers} workers, 1024 descriptors each, MTU 1500, the driver's RSS key. */
    public static PortSettings forWorkers(final int workers) {
        return new PortSettings(workers, workers, 1024, 1024, 1500, false, List.of());
    }

    /** The same with another MTU. */
    public PortSettings withMtu(final int octets) {
        return new PortSettings(rxQueues, txQueues, rxDescriptors, txDescriptors, octets, promiscuous, rssKey);
    }

    /** The same, promiscuous or not. */
    public PortSettings withPromiscuous(final boolean on) {
        return new PortSettings(rxQueues, txQueues, rxDescriptors, txDescriptors, mtu, on, rssKey);
    }

    private static void requireRange(final String name, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s is %d; give %d to %d".formatted(name, value, least, most));
        }
    }
}
