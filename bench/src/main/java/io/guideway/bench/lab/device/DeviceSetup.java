package io.guideway.bench.lab.device;

import io.guideway.packet.IpAddress;
import io.guideway.service.Mode;

/**
 * A device that is to be measured.
 *
 * @param configuration its file's text
 * @param station Ethernet address of the port that it receives by
 * @param vip address that frames are for
 * @param port UDP port that frames are for
 * @param mode how they are forwarded
 * @param addedOctets by which frames grow: the outer header's
 * @param backends of the service
 */
public record DeviceSetup(
        String configuration, long station, IpAddress vip, int port, Mode mode, int addedOctets, int backends) {
    /** Octets of the outer header that a mode puts before a packet. */
    public static int added(final Mode mode, final boolean ipv6Backend) {
        if (mode == Mode.L2DSR) {
            return 0;
        }
        return ipv6Backend ? 40 : 20;
    }
}
