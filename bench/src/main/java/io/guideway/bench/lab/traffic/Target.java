package io.guideway.bench.lab.traffic;

import io.guideway.packet.IpAddress;

/**
 * Where the frames go.
 *
 * @param station Ethernet address of the device's port
 * @param own Ethernet address that they come from
 * @param vip destination address
 * @param port destination port of UDP
 */
public record Target(long station, long own, IpAddress vip, int port) {
    boolean ipv6() {
        return !vip.isIpv4();
    }
}
