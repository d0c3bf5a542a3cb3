package io.guideway.ring;

/**
 * What a device can do.
 *
 * @param driver such as {@code net_af_packet}
 * @param device such as {@code net_af_packet0} or {@code 0000:03:00.0}
 * @param socket NUMA node, -1 where there is none to name
 * @param maxFrame octets of the longest frame that it can receive
 * @param rss whether it spreads packets over RX queues by hash
 * @param maxRxQueues RX queues
 * @param maxTxQueues TX queues
 * @param minMtu octets
 * @param maxMtu octets
 * @param retaSize entries of the RSS redirection table, 0 where there is none
 * @param rssKeyLength octets of its RSS key, 0 where the driver does not say
 */
public record PortCapabilities(
        String driver,
        String device,
        int socket,
        long maxFrame,
        boolean rss,
        int maxRxQueues,
        int maxTxQueues,
        int minMtu,
        int maxMtu,
        int retaSize,
        int rssKeyLength) {}
