package io.guideway.ring;

/**
 * A port's counters since it was opened, as the driver counts. Unsigned.
 *
 * @param rxPackets received
 * @param txPackets sent
 * @param rxBytes octets received; some virtual devices count none
 * @param txBytes octets sent; likewise
 * @param rxMissed dropped by the device because its RX queue was full: workers are too slow
 * @param rxErrors received damaged
 * @param txErrors not sent
 * @param rxNoMbuf dropped by the driver because the pool was empty: the pool is too small, or mbufs leak
 */
public record PortStatistics(
        long rxPackets,
        long txPackets,
        long rxBytes,
        long txBytes,
        long rxMissed,
        long rxErrors,
        long txErrors,
        long rxNoMbuf) {}
